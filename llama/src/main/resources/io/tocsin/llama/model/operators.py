# Methods of llama.py by operators of our own (llama-cuda/), for GPUs: one pass over memory where PyTorch's operators need several.
# Matrices that read one input stay one product, also in LoRA.

  def enter(self: __torch__.Llama, x: Tensor, weight: Tensor) -> Tuple[Tensor, Tensor]:
    return ops.tocsin.residual_norm(x, None, weight, RMS_NORM_EPS)

  def join(self: __torch__.Llama, x: Tensor, y: Tensor, weight: Tensor) -> Tuple[Tensor, Tensor]:
    return ops.tocsin.residual_norm(x, y, weight, RMS_NORM_EPS)

  def activation(self: __torch__.Llama, h: Tensor, u: Tensor, gate_up: Tensor, lora: List[Tensor], scaling: float) -> Tensor:
    return ops.tocsin.swiglu((self).project(h, gate_up, u, lora[6], scaling, ))

  def masked(self: __torch__.Llama, x: Tensor, rows: Tensor, columns: Tensor, least: int, scale: float) -> Tensor:
    return ops.tocsin.dropout(x, rows, columns, least, scale)

  # Rotations serve rows that are too long for the operator.
  def angles(self: __torch__.Llama, cos: Tensor, sin: Tensor) -> List[Tensor]:
    angles = [cos, sin]
    if torch.gt(torch.size(cos, 0), LONGEST_ROW):
      _0 = torch.append(angles, (self).rotations(cos, sin, ))
    return angles

  def attention(self: __torch__.Llama, h: Tensor, u: Tensor, batch: int, angles: List[Tensor], base: List[Tensor], lora: List[Tensor], scaling: float) -> Tensor:
    qkv = (self).project(h, base[1], u, lora[1], scaling, )
    if torch.gt(torch.size(angles[0], 0), LONGEST_ROW):
      parts = torch.split_with_sizes(qkv, [QUERY_KEY_SIZE, VALUE_SIZE], 1)
      o = (self).attend_rows(torch.contiguous(parts[0]), torch.contiguous(parts[1]), batch, angles, )
    else:
      o = ops.tocsin.attention(qkv, angles[0], angles[1], batch, HEADS, KV_HEADS)
    return o

  # One attention for all rows costs less than many small steps for the pooled ones.
  def last_layer(self: __torch__.Llama, x: Tensor, lengths: Tensor, angles: List[Tensor], base: List[Tensor], lora: List[Tensor], scaling: float, dropout: float, chance: List[Tensor], place: int) -> Tensor:
    entered, h = (self).enter(x, base[0], )
    u = (self).reduce(h, lora[0], dropout, chance, place, )
    o = (self).attention(h, u, torch.size(lengths, 0), angles, base, lora, scaling, )
    pooled = (self).pooled(lengths, )
    return (self).rest(torch.index_select(entered, 0, pooled), torch.index_select(o, 0, pooled), base, lora, scaling, dropout, (self).drawn_for(chance, pooled, ), place, )
