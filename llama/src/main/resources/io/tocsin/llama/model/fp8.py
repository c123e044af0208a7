# Methods of llama.py and operators.py for a frozen base in fp8: e4m3, a scale for each row of a matrix and for each token.

  def frozen(self: __torch__.Llama, weight: Tensor) -> Tensor:
    return ops.tocsin.quantised(weight)

  def product(self: __torch__.Llama, x: Tensor, weight: Tensor) -> Tensor:
    return ops.tocsin.quantised_linear(x, weight)

  def onto(self: __torch__.Llama, x: Tensor, act: Tensor, weight: Tensor) -> Tensor:
    return torch.add_((self).product(act, weight, ), x)

  # Without LoRA inside, what lies between the two products never exists in bf16.
  def mlp(self: __torch__.Llama, x: Tensor, h: Tensor, base: List[Tensor], lora: List[Tensor], scaling: float, dropout: float, chance: List[Tensor], place: int) -> Tensor:
    if torch.gt(torch.add(torch.numel(lora[5]), torch.numel(lora[8])), 0):
      u = (self).reduce(h, lora[5], dropout, chance, torch.add(place, 2), )
      act = (self).activation(h, u, base[4], lora, scaling, )
      z = (self).onto(x, act, base[5], )
      y = (self).expand(z, (self).reduce(act, lora[8], dropout, chance, torch.add(place, 3), ), lora[9], scaling, )
    else:
      y = ops.tocsin.feed_forward(x, h, base[4], base[5])
    return y
