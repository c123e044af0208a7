# Llama-3 with LoRA and a score head: the whole numerics, forward and backward.
#
# TorchScript's serialized dialect; the upper-case names are replaced by the values of config.json before it is compiled.
# References: Touvron et al. 2023 (Llama), Grattafiori et al. 2024 (Llama 3), Hu et al. 2021 (LoRA), Su et al. 2021 (RoPE),
# Zhang & Sennrich 2019 (RMSNorm), Chen et al. 2016 (recomputation), Loshchilov & Hutter 2019 (AdamW); names and rounding
# follow Hugging Face's modeling_llama.py and PEFT's lora/layer.py.
#
# Shapes: batch, seq; tokens = batch * seq; HIDDEN, HEADS, KV_HEADS, HEAD_DIM, INTERMEDIATE as in config.json.
#   base    0 embed_tokens [VOCAB, HIDDEN], then six a layer, then norm [HIDDEN]:
#           input_layernorm, qkv [(HEADS + 2 KV_HEADS) HEAD_DIM, HIDDEN], o_proj, post_attention_layernorm,
#           gate_up [2 INTERMEDIATE, HIDDEN], down_proj
#   theta   every trainable number as one fp32 vector: LAYERS rows of eight matrices, then score [categories, HIDDEN].
#           The eight are lora_A [rank, in] and lora_B [out, rank] of qkv, o, gate_up and down; where projections are joined,
#           rank is the sum of theirs and lora_B holds zeros where one projection's rows meet another's columns.
#   ranks   int64 [4] on the CPU: the rank of each of the four; 0 where none of its projections is a target
#   options float64 on the CPU: LoRA scaling, LoRA dropout, label smoothing, sum of the class weights of the whole batch
#   seed    int64 on the CPU: dropout's random state is seed + layer, so a recomputed layer drops what it dropped before
class Llama(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  # -- weights, from the bytes of a checkpoint --------------------------------------------------------------------------

  def from_float32(self: __torch__.Llama, raw: Tensor) -> Tensor:
    return torch.to(raw, DTYPE, False, True)

  def from_float16(self: __torch__.Llama, raw: Tensor) -> Tensor:
    return torch.to(torch.view_copy(raw, 5), DTYPE)

  def from_bfloat16(self: __torch__.Llama, raw: Tensor) -> Tensor:
    return torch.to(torch.view_copy(raw, 15), DTYPE)

  def join_rows(self: __torch__.Llama, parts: List[Tensor]) -> Tensor:
    return torch.cat(parts, 0)

  def random(self: __torch__.Llama, like: Tensor, shape: Tensor) -> Tensor:
    sizes = annotate(List[int], [])
    for i in range(torch.size(shape, 0)):
      _0 = torch.append(sizes, int(torch.select(shape, 0, i)))
    return torch.normal_(torch.empty(sizes, dtype=DTYPE, device=ops.prim.device(like)), 0., 0.02)

  # -- layers -----------------------------------------------------------------------------------------------------------

  def norm(self: __torch__.Llama, x: Tensor, weight: Tensor) -> Tensor:
    length = torch.linalg_vector_norm(x, 2, [-1], True, dtype=6)
    scale = torch.rsqrt(torch.add(torch.mul(torch.square(length), ONE_OVER_HIDDEN), RMS_NORM_EPS))
    return torch.mul(torch.to(torch.mul(x, scale), DTYPE), weight)

  # Inverted dropout (Srivastava et al. 2014). Projections that read one input share its mask.
  def drop(self: __torch__.Llama, x: Tensor, probability: float, seed: int) -> Tensor:
    if torch.gt(probability, 0.):
      keep = torch.sub(1., probability)
      random = torch.Generator(device=ops.prim.device(x), seed=seed)
      mask = torch.bernoulli_(torch.empty_like(x), keep, generator=random)
      y = torch.mul(x, torch.div_(mask, keep))
    else:
      y = x
    return y

  # y = x Wᵀ + scaling · drop(x) Aᵀ Bᵀ
  def project(self: __torch__.Llama, x: Tensor, weight: Tensor, a: Tensor, b: Tensor, scaling: float, dropout: float, seed: int) -> Tensor:
    y = torch.linear(x, weight)
    if torch.gt(torch.size(a, 0), 0):
      z = torch.addmm(y, torch.linear((self).drop(x, dropout, seed, ), a), torch.t(b), beta=1, alpha=scaling)
    else:
      z = y
    return z

  # sin carries the sign of rotate_half in its first half.
  def rotate(self: __torch__.Llama, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    return torch.addcmul(torch.mul(x, cos), torch.roll(x, [HALF_HEAD_DIM], [-1]), sin)

  # q [batch, HEADS, queries, HEAD_DIM], k and v [batch, KV_HEADS, seq, HEAD_DIM] -> [batch, HEADS, queries, HEAD_DIM]
  def attend(self: __torch__.Llama, q: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor], causal: bool) -> Tensor:
    if ops.prim.is_cuda(q):
      attention = torch.scaled_dot_product_attention(q, k, v, mask, 0., causal, scale=None, enable_gqa=True)
    else:
      # The fused kernel for CPUs wants as many heads of keys as of queries.
      attention = torch.scaled_dot_product_attention(q, (self).repeat_heads(k, ), (self).repeat_heads(v, ), mask, 0., causal)
    return attention

  def repeat_heads(self: __torch__.Llama, x: Tensor) -> Tensor:
    batch = torch.size(x, 0)
    seq = torch.size(x, 2)
    return torch.reshape(torch.expand(torch.unsqueeze(x, 2), [batch, KV_HEADS, QUERIES_PER_KEY, seq, HEAD_DIM]), [batch, HEADS, seq, HEAD_DIM])

  def mlp(self: __torch__.Llama, x: Tensor, base: List[Tensor], lora: List[Tensor], scaling: float, dropout: float, seed: int) -> Tensor:
    h = (self).norm(x, base[3], )
    gate_up = (self).project(h, base[4], lora[4], lora[5], scaling, dropout, torch.add(seed, 2), )  # [tokens, 2 INTERMEDIATE]
    halves = torch.split_with_sizes(gate_up, [INTERMEDIATE, INTERMEDIATE], 1)
    return torch.add(x, (self).project(torch.mul(torch.silu(halves[0]), halves[1]), base[5], lora[6], lora[7], scaling, dropout, torch.add(seed, 3), ))

  def layer(self: __torch__.Llama, x: Tensor, batch: int, cos: Tensor, sin: Tensor, base: List[Tensor], lora: List[Tensor], scaling: float, dropout: float, seed: int) -> Tensor:
    h = (self).norm(x, base[0], )
    qkv = torch.view((self).project(h, base[1], lora[0], lora[1], scaling, dropout, seed, ), [batch, -1, ALL_HEADS, HEAD_DIM])
    qk_v = torch.split_with_sizes(qkv, [QUERY_KEY_HEADS, KV_HEADS], 2)
    q_k = torch.split_with_sizes((self).rotate(qk_v[0], cos, sin, ), [HEADS, KV_HEADS], 2)
    attention = (self).attend(torch.transpose(q_k[0], 1, 2), torch.transpose(q_k[1], 1, 2), torch.transpose(qk_v[1], 1, 2), None, True, )
    o = torch.reshape(torch.transpose(attention, 1, 2), [-1, QUERY_SIZE])  # [tokens, QUERY_SIZE]
    y = torch.add(x, (self).project(o, base[2], lora[2], lora[3], scaling, dropout, torch.add(seed, 1), ))
    return (self).mlp(y, base, lora, scaling, dropout, seed, )

  # Only the pooled row goes through the rest of the last layer: [tokens, HIDDEN] -> [batch, HIDDEN].
  def last_layer(self: __torch__.Llama, x: Tensor, lengths: Tensor, cos: Tensor, sin: Tensor, base: List[Tensor], lora: List[Tensor], scaling: float, dropout: float, seed: int) -> Tensor:
    batch = torch.size(lengths, 0)
    seq = torch.floordiv(torch.size(x, 0), batch)
    h = (self).norm(x, base[0], )
    position = torch.sub(lengths, 1)  # [batch]
    pooled = torch.add(torch.mul(torch.arange(batch, dtype=4, device=ops.prim.device(x)), seq), position)
    kv0 = torch.linear(h, torch.narrow(base[1], 0, QUERY_SIZE, KEY_VALUE_SIZE))
    q0 = torch.linear(torch.index_select(h, 0, pooled), torch.narrow(base[1], 0, 0, QUERY_SIZE))
    if torch.gt(torch.size(lora[0], 0), 0):
      u = torch.linear((self).drop(h, dropout, seed, ), lora[0])  # [tokens, rank]
      b_q = torch.t(torch.narrow(lora[1], 0, 0, QUERY_SIZE))
      b_kv = torch.t(torch.narrow(lora[1], 0, QUERY_SIZE, KEY_VALUE_SIZE))
      kv1 = torch.addmm(kv0, u, b_kv, beta=1, alpha=scaling)
      q1 = torch.addmm(q0, torch.index_select(u, 0, pooled), b_q, beta=1, alpha=scaling)
    else:
      kv1 = kv0
      q1 = q0
    kv = torch.view(kv1, [batch, seq, KEY_VALUE_HEADS, HEAD_DIM])
    cos_q = torch.unsqueeze(torch.index_select(cos, 1, position), 0)
    sin_q = torch.unsqueeze(torch.index_select(sin, 1, position), 0)
    q = (self).rotate(torch.view(q1, [batch, 1, HEADS, HEAD_DIM]), torch.view(cos_q, [batch, 1, 1, HEAD_DIM]), torch.view(sin_q, [batch, 1, 1, HEAD_DIM]), )
    k_v = torch.split_with_sizes(kv, [KV_HEADS, KV_HEADS], 2)
    k = (self).rotate(k_v[0], cos, sin, )
    real = torch.le(torch.unsqueeze(torch.arange(seq, dtype=4, device=ops.prim.device(x)), 0), torch.unsqueeze(position, 1))
    attention = (self).attend(torch.transpose(q, 1, 2), torch.transpose(k, 1, 2), torch.transpose(k_v[1], 1, 2), torch.view(real, [batch, 1, 1, seq]), False, )
    o = torch.view(torch.transpose(attention, 1, 2), [batch, QUERY_SIZE])
    y = torch.add(torch.index_select(x, 0, pooled), (self).project(o, base[2], lora[2], lora[3], scaling, dropout, torch.add(seed, 1), ))
    return (self).mlp(y, base, lora, scaling, dropout, seed, )

  def base_of(self: __torch__.Llama, base: List[Tensor], layer: int) -> List[Tensor]:
    start = torch.add(torch.mul(layer, 6), 1)
    return torch.slice(base, start, torch.add(start, 6))

  def score(self: __torch__.Llama, x: Tensor, base: List[Tensor], weight: Tensor) -> Tensor:
    return torch.to(torch.linear((self).norm(x, base[NORM], ), weight), 6)

  # -- theta ------------------------------------------------------------------------------------------------------------

  # The rows of theta, one a layer, and the score head's numbers.
  def rows(self: __torch__.Llama, theta: Tensor, ranks: Tensor) -> List[Tensor]:
    sizes = annotate(List[int], [])
    row = 0
    for i in range(8):
      row = torch.add(row, (self).size(ranks, i, ))
    layers = torch.mul(row, LAYERS)
    parts = torch.split_with_sizes(theta, [layers, torch.sub(torch.numel(theta), layers)])
    rows = torch.unbind(torch.view(parts[0], [LAYERS, row]))
    _0 = torch.append(rows, parts[1])
    return rows

  # Numbers in matrix i of the eight.
  def size(self: __torch__.Llama, ranks: Tensor, i: int) -> int:
    ins = [HIDDEN, QUERY_SIZE, HIDDEN, INTERMEDIATE]
    outs = [QKV_SIZE, HIDDEN, GATE_UP_SIZE, HIDDEN]
    group = torch.floordiv(i, 2)
    rank = int(torch.select(ranks, 0, group))
    if torch.eq(torch.remainder(i, 2), 0):
      size = torch.mul(rank, ins[group])
    else:
      size = torch.mul(rank, outs[group])
    return size

  # One row as the eight matrices of its layer.
  def matrices(self: __torch__.Llama, row: Tensor, ranks: Tensor) -> List[Tensor]:
    ins = [HIDDEN, QUERY_SIZE, HIDDEN, INTERMEDIATE]
    outs = [QKV_SIZE, HIDDEN, GATE_UP_SIZE, HIDDEN]
    sizes = annotate(List[int], [])
    for i in range(8):
      _0 = torch.append(sizes, (self).size(ranks, i, ))
    flat = torch.split_with_sizes(row, sizes)
    matrices = annotate(List[Tensor], [])
    for group in range(4):
      rank = int(torch.select(ranks, 0, group))
      _1 = torch.append(matrices, torch.view(flat[torch.mul(group, 2)], [rank, ins[group]]))
      _2 = torch.append(matrices, torch.view(flat[torch.add(torch.mul(group, 2), 1)], [outs[group], rank]))
    return matrices

  # -- classifying ------------------------------------------------------------------------------------------------------

  # ids [batch, seq], right-padded; lengths [batch] >= 1; cos, sin [1, positions, 1, HEAD_DIM] -> logits [batch, categories]
  def logits(self: __torch__.Llama, ids: Tensor, lengths: Tensor, cos: Tensor, sin: Tensor, base: List[Tensor], theta: Tensor, ranks: Tensor, options: Tensor, seed: int) -> Tensor:
    batch = torch.size(ids, 0)
    seq = torch.size(ids, 1)
    scaling = float(torch.select(options, 0, 0))
    dropout = float(torch.select(options, 0, 1))
    cos_seq = torch.narrow(cos, 1, 0, seq)
    sin_seq = torch.narrow(sin, 1, 0, seq)
    rows = (self).rows(torch.to(theta, DTYPE), ranks, )
    x = torch.embedding(base[0], torch.view(ids, [-1]))  # [tokens, HIDDEN]
    for i in range(LAST):
      x = (self).layer(x, batch, cos_seq, sin_seq, (self).base_of(base, i, ), (self).matrices(rows[i], ranks, ), scaling, dropout, torch.add(seed, torch.mul(i, 4)), )
    y = (self).last_layer(x, lengths, cos_seq, sin_seq, (self).base_of(base, LAST, ), (self).matrices(rows[LAST], ranks, ), scaling, dropout, torch.add(seed, LAST_SEED), )
    return (self).score(y, base, torch.view(rows[LAYERS], [-1, HIDDEN]), )

  def classify(self: __torch__.Llama, ids: Tensor, lengths: Tensor, cos: Tensor, sin: Tensor, base: List[Tensor], theta: Tensor, ranks: Tensor, options: Tensor) -> Tensor:
    return (self).logits(ids, lengths, cos, sin, base, theta, ranks, options, 0, )

  # -- training ---------------------------------------------------------------------------------------------------------

  # Weighted cross-entropy, summed and divided by the whole batch's sum of class weights: shards of a batch add up.
  def loss(self: __torch__.Llama, logits: Tensor, labels: Tensor, class_weights: Tensor, options: Tensor) -> Tensor:
    smoothing = float(torch.select(options, 0, 2))
    return torch.div(torch.cross_entropy_loss(logits, labels, class_weights, 2, -100, smoothing), float(torch.select(options, 0, 3)))

  # -> loss [], the gradient of theta
  def gradient(self: __torch__.Llama, ids: Tensor, lengths: Tensor, labels: Tensor, class_weights: Tensor, cos: Tensor, sin: Tensor, base: List[Tensor], theta: Tensor, ranks: Tensor, options: Tensor, seed: Tensor) -> Tuple[Tensor, Tensor]:
    leaf = torch.requires_grad_(torch.detach(theta), True)
    logits = (self).logits(ids, lengths, cos, sin, base, leaf, ranks, options, int(seed), )
    loss = (self).loss(logits, labels, class_weights, options, )
    gradient = torch.grad([loss], [leaf], None, None, False, False)
    return (torch.detach(loss), unchecked_cast(Tensor, gradient[0]))

  # The same numbers as gradient, keeping one activation a layer: each layer runs again in the backward pass.
  def gradient_recomputing(self: __torch__.Llama, ids: Tensor, lengths: Tensor, labels: Tensor, class_weights: Tensor, cos: Tensor, sin: Tensor, base: List[Tensor], theta: Tensor, ranks: Tensor, options: Tensor, seed: Tensor) -> Tuple[Tensor, Tensor]:
    batch = torch.size(ids, 0)
    seq = torch.size(ids, 1)
    scaling = float(torch.select(options, 0, 0))
    dropout = float(torch.select(options, 0, 1))
    first = int(seed)
    cos_seq = torch.narrow(cos, 1, 0, seq)
    sin_seq = torch.narrow(sin, 1, 0, seq)
    rows = (self).rows(torch.to(torch.detach(theta), DTYPE), ranks, )
    inputs = [torch.embedding(base[0], torch.view(ids, [-1]))]
    for i in range(LAST):
      _0 = torch.append(inputs, (self).layer(inputs[i], batch, cos_seq, sin_seq, (self).base_of(base, i, ), (self).matrices(rows[i], ranks, ), scaling, dropout, torch.add(first, torch.mul(i, 4)), ))
    x = torch.requires_grad_(torch.detach(inputs[LAST]), True)
    row = torch.requires_grad_(torch.detach(rows[LAST]), True)
    head = torch.requires_grad_(torch.detach(rows[LAYERS]), True)
    y = (self).last_layer(x, lengths, cos_seq, sin_seq, (self).base_of(base, LAST, ), (self).matrices(row, ranks, ), scaling, dropout, torch.add(first, LAST_SEED), )
    loss = (self).loss((self).score(y, base, torch.view(head, [-1, HIDDEN]), ), labels, class_weights, options, )
    top = torch.grad([loss], [x, row, head], None, None, False, True)
    gradients = [unchecked_cast(Tensor, top[2]), (self).or_zeros(top[1], row, )]
    dx = unchecked_cast(Tensor, top[0])
    for j in range(LAST):
      i = torch.sub(torch.sub(LAST, j), 1)
      x1 = torch.requires_grad_(torch.detach(inputs[i]), True)
      row1 = torch.requires_grad_(torch.detach(rows[i]), True)
      y1 = (self).layer(x1, batch, cos_seq, sin_seq, (self).base_of(base, i, ), (self).matrices(row1, ranks, ), scaling, dropout, torch.add(first, torch.mul(i, 4)), )
      g = torch.grad([y1], [x1, row1], annotate(List[Optional[Tensor]], [dx]), None, False, True)
      dx = unchecked_cast(Tensor, g[0])
      _1 = torch.append(gradients, (self).or_zeros(g[1], row1, ))
    torch.reverse(gradients)
    return (torch.detach(loss), torch.to(torch.cat(gradients, 0), 6))

  def or_zeros(self: __torch__.Llama, gradient: Optional[Tensor], like: Tensor) -> Tensor:
    if torch.__is__(gradient, None):
      result = torch.zeros_like(like)
    else:
      result = unchecked_cast(Tensor, gradient)
    return result

  # One AdamW update of theta in place (PyTorch's formula), after clipping by the global norm; trainable [theta] is 0 at
  # lora_B's structural zeros. average follows theta: decay * average + (1 - decay) * theta. settings float64 on the CPU:
  # learning rate, beta1, beta2, eps, weight decay, maximal norm, step (from 1), decay of the average. -> the gradient's norm before clipping []
  def adamw(self: __torch__.Llama, theta: Tensor, gradient: Tensor, average: Tensor, exp_avg: Tensor, exp_avg_sq: Tensor, trainable: Tensor, settings: Tensor) -> Tensor:
    lr = float(torch.select(settings, 0, 0))
    beta1 = float(torch.select(settings, 0, 1))
    beta2 = float(torch.select(settings, 0, 2))
    eps = float(torch.select(settings, 0, 3))
    weight_decay = float(torch.select(settings, 0, 4))
    max_norm = float(torch.select(settings, 0, 5))
    step = float(torch.select(settings, 0, 6))
    g0 = torch.mul(gradient, trainable)
    norm = torch.linalg_vector_norm(g0)
    g = torch.mul_(g0, torch.clamp(torch.mul(torch.reciprocal(torch.add(norm, 9.9999999999999995e-07)), max_norm), None, 1.))
    _0 = torch.mul_(theta, torch.sub(1., torch.mul(lr, weight_decay)))
    _1 = torch.lerp_(exp_avg, g, torch.sub(1., beta1))
    _2 = torch.addcmul_(torch.mul_(exp_avg_sq, beta2), g, g, value=torch.sub(1., beta2))
    correction1 = torch.sub(1., torch.pow(beta1, step))
    correction2 = torch.sub(1., torch.pow(beta2, step))
    denominator = torch.add_(torch.div_(torch.sqrt(exp_avg_sq), torch.sqrt(correction2)), eps)
    _3 = torch.addcdiv_(theta, exp_avg, denominator, value=torch.neg(torch.div(lr, correction1)))
    _4 = torch.lerp_(average, theta, torch.sub(1., float(torch.select(settings, 0, 7))))
    return norm
