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
  #
  # Tokens lie position by position: row of x = position * batch + row of the batch. Rotary embedding is then one batched
  # product on a GPU, a matrix for each position.

  def norm(self: __torch__.Llama, x: Tensor, weight: Tensor) -> Tensor:
    if ops.prim.is_cuda(x):
      y = torch.rms_norm(x, [HIDDEN], weight, RMS_NORM_EPS)
    else:
      length = torch.linalg_vector_norm(x, 2, [-1], True, dtype=6)
      scale = torch.rsqrt(torch.add(torch.mul(torch.square(length), ONE_OVER_HIDDEN), RMS_NORM_EPS))
      y = torch.mul(torch.to(torch.mul(x, scale), DTYPE), weight)
    return y

  # Inverted dropout (Srivastava et al. 2014). Projections that read one input share its mask. A program can make no
  # generator of its own on a GPU, so the device's is seeded anew.
  def drop(self: __torch__.Llama, x: Tensor, probability: float, seed: int) -> Tensor:
    if torch.gt(probability, 0.):
      if ops.prim.is_cuda(x):
        torch.manual_seed(seed)
        y, _0 = torch.native_dropout(x, probability, True)
      else:
        keep = torch.sub(1., probability)
        random = torch.Generator(device=ops.prim.device(x), seed=seed)
        mask = torch.bernoulli_(torch.empty_like(x), keep, generator=random)
        y = torch.mul(x, torch.div_(mask, keep))
    else:
      y = x
    return y

  # drop(x) Aᵀ: [tokens, rank]
  def reduce(self: __torch__.Llama, x: Tensor, a: Tensor, dropout: float, seed: int) -> Tensor:
    if torch.gt(torch.size(a, 0), 0):
      u = torch.linear((self).drop(x, dropout, seed, ), a)
    else:
      u = a
    return u

  # y + scaling · u Bᵀ, in place
  def expand(self: __torch__.Llama, y: Tensor, u: Tensor, b: Tensor, scaling: float) -> Tensor:
    if torch.gt(torch.size(b, 1), 0):
      z = torch.addmm_(y, u, torch.t(b), beta=1, alpha=scaling)
    else:
      z = y
    return z

  # Rows start, start + 1, ... of W and B alone. The products of joined matrices are made part by part where what follows
  # wants each part contiguous.
  def part(self: __torch__.Llama, x: Tensor, weight: Tensor, u: Tensor, b: Tensor, scaling: float, start: int, size: int) -> Tensor:
    return (self).expand(torch.linear(x, torch.narrow(weight, 0, start, size)), u, torch.narrow(b, 0, start, size), scaling, )

  # cos, sin [seq, 1, 1, HEAD_DIM] -> these and, on a GPU, a matrix for each position that rotates a head [seq, HEAD_DIM, HEAD_DIM].
  # sin carries the sign of rotate_half in its first half.
  def angles(self: __torch__.Llama, cos: Tensor, sin: Tensor) -> List[Tensor]:
    angles = [cos, sin]
    if ops.prim.is_cuda(cos):
      same = torch.eye(HEAD_DIM, dtype=DTYPE, device=ops.prim.device(cos))
      other = torch.roll(same, [HALF_HEAD_DIM], [1])
      _0 = torch.append(angles, torch.addcmul(torch.mul(same, torch.squeeze(cos, 1)), other, torch.squeeze(sin, 1)))
    return angles

  # x [seq, batch, heads, HEAD_DIM], contiguous
  def rotate(self: __torch__.Llama, x: Tensor, angles: List[Tensor]) -> Tensor:
    if ops.prim.is_cuda(x):
      y = torch.view(torch.bmm(torch.view(x, [torch.size(x, 0), -1, HEAD_DIM]), angles[2]), torch.size(x))
    else:
      y = (self).turn(x, angles[0], angles[1], )
    return y

  def turn(self: __torch__.Llama, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
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

  # [seq, batch, heads, HEAD_DIM] -> [batch, heads, seq, HEAD_DIM]
  def by_row(self: __torch__.Llama, x: Tensor) -> Tensor:
    return torch.permute(x, [1, 2, 0, 3])

  def mlp(self: __torch__.Llama, x: Tensor, base: List[Tensor], lora: List[Tensor], scaling: float, dropout: float, seed: int) -> Tensor:
    h = (self).norm(x, base[3], )
    u = (self).reduce(h, lora[4], dropout, torch.add(seed, 2), )
    gate = (self).part(h, base[4], u, lora[5], scaling, 0, INTERMEDIATE, )
    up = (self).part(h, base[4], u, lora[5], scaling, INTERMEDIATE, INTERMEDIATE, )
    act = torch.mul(torch.silu(gate), up)  # [tokens, INTERMEDIATE]
    if torch.is_grad_enabled():
      y = torch.addmm(x, act, torch.t(base[5]))
    else:
      y = torch.addmm_(x, act, torch.t(base[5]))
    return (self).expand(y, (self).reduce(act, lora[6], dropout, torch.add(seed, 3), ), lora[7], scaling, )

  # x + o Wᵀ, with LoRA
  def out(self: __torch__.Llama, x: Tensor, o: Tensor, base: List[Tensor], lora: List[Tensor], scaling: float, dropout: float, seed: int) -> Tensor:
    u = (self).reduce(o, lora[2], dropout, torch.add(seed, 1), )
    return torch.add_((self).expand(torch.linear(o, base[2]), u, lora[3], scaling, ), x)

  def layer(self: __torch__.Llama, x: Tensor, batch: int, angles: List[Tensor], base: List[Tensor], lora: List[Tensor], scaling: float, dropout: float, seed: int) -> Tensor:
    h = (self).norm(x, base[0], )
    u = (self).reduce(h, lora[0], dropout, seed, )
    qk = (self).part(h, base[1], u, lora[1], scaling, 0, QUERY_KEY_SIZE, )
    v = (self).part(h, base[1], u, lora[1], scaling, QUERY_KEY_SIZE, VALUE_SIZE, )
    q_k = torch.split_with_sizes((self).rotate(torch.view(qk, [-1, batch, QUERY_KEY_HEADS, HEAD_DIM]), angles, ), [HEADS, KV_HEADS], 2)
    attention = (self).attend((self).by_row(q_k[0], ), (self).by_row(q_k[1], ), (self).by_row(torch.view(v, [-1, batch, KV_HEADS, HEAD_DIM]), ), None, True, )
    o = torch.reshape(torch.permute(attention, [2, 0, 1, 3]), [-1, QUERY_SIZE])  # [tokens, QUERY_SIZE]
    return (self).mlp((self).out(x, o, base, lora, scaling, dropout, seed, ), base, lora, scaling, dropout, seed, )

  # Only the pooled row goes through the rest of the last layer: [tokens, HIDDEN] -> [batch, HIDDEN].
  def last_layer(self: __torch__.Llama, x: Tensor, lengths: Tensor, angles: List[Tensor], base: List[Tensor], lora: List[Tensor], scaling: float, dropout: float, seed: int) -> Tensor:
    batch = torch.size(lengths, 0)
    seq = torch.floordiv(torch.size(x, 0), batch)
    h = (self).norm(x, base[0], )
    u = (self).reduce(h, lora[0], dropout, seed, )
    k = (self).part(h, base[1], u, lora[1], scaling, QUERY_SIZE, KEY_SIZE, )
    v = (self).part(h, base[1], u, lora[1], scaling, QUERY_KEY_SIZE, VALUE_SIZE, )
    position = torch.sub(lengths, 1)  # [batch]
    pooled = torch.add(torch.mul(position, batch), torch.arange(batch, dtype=4, device=ops.prim.device(x)))
    if torch.gt(torch.size(lora[0], 0), 0):
      u_q = torch.index_select(u, 0, pooled)
    else:
      u_q = u
    q = torch.view((self).part(torch.index_select(h, 0, pooled), base[1], u_q, lora[1], scaling, 0, QUERY_SIZE, ), [1, batch, HEADS, HEAD_DIM])
    cos_q = torch.view(torch.index_select(angles[0], 0, position), [1, batch, 1, HEAD_DIM])
    sin_q = torch.view(torch.index_select(angles[1], 0, position), [1, batch, 1, HEAD_DIM])
    real = torch.le(torch.unsqueeze(torch.arange(seq, dtype=4, device=ops.prim.device(x)), 0), torch.unsqueeze(position, 1))
    rotated = (self).rotate(torch.view(k, [seq, batch, KV_HEADS, HEAD_DIM]), angles, )
    attention = (self).attend((self).by_row((self).turn(q, cos_q, sin_q, ), ), (self).by_row(rotated, ), (self).by_row(torch.view(v, [seq, batch, KV_HEADS, HEAD_DIM]), ), torch.view(real, [batch, 1, 1, seq]), False, )
    o = torch.reshape(attention, [batch, QUERY_SIZE])
    return (self).mlp((self).out(torch.index_select(x, 0, pooled), o, base, lora, scaling, dropout, seed, ), base, lora, scaling, dropout, seed, )

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

  # ids [batch, seq], right-padded; lengths [batch] >= 1; cos, sin [positions, 1, 1, HEAD_DIM] -> logits [batch, categories]
  def logits(self: __torch__.Llama, ids: Tensor, lengths: Tensor, cos: Tensor, sin: Tensor, base: List[Tensor], theta: Tensor, ranks: Tensor, options: Tensor, seed: int) -> Tensor:
    batch = torch.size(ids, 0)
    seq = torch.size(ids, 1)
    scaling = float(torch.select(options, 0, 0))
    dropout = float(torch.select(options, 0, 1))
    angles = (self).angles(torch.narrow(cos, 0, 0, seq), torch.narrow(sin, 0, 0, seq), )
    rows = (self).rows(torch.to(theta, DTYPE), ranks, )
    x = torch.embedding(base[0], torch.reshape(torch.t(ids), [-1]))  # [tokens, HIDDEN]
    for i in range(LAST):
      x = (self).layer(x, batch, angles, (self).base_of(base, i, ), (self).matrices(rows[i], ranks, ), scaling, dropout, torch.add(seed, torch.mul(i, 4)), )
    y = (self).last_layer(x, lengths, angles, (self).base_of(base, LAST, ), (self).matrices(rows[LAST], ranks, ), scaling, dropout, torch.add(seed, LAST_SEED), )
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
    angles = (self).angles(torch.narrow(cos, 0, 0, seq), torch.narrow(sin, 0, 0, seq), )
    rows = (self).rows(torch.to(torch.detach(theta), DTYPE), ranks, )
    inputs = [torch.embedding(base[0], torch.reshape(torch.t(ids), [-1]))]
    for i in range(LAST):
      _0 = torch.append(inputs, (self).layer(inputs[i], batch, angles, (self).base_of(base, i, ), (self).matrices(rows[i], ranks, ), scaling, dropout, torch.add(first, torch.mul(i, 4)), ))
    x = torch.requires_grad_(torch.detach(inputs[LAST]), True)
    row = torch.requires_grad_(torch.detach(rows[LAST]), True)
    head = torch.requires_grad_(torch.detach(rows[LAYERS]), True)
    y = (self).last_layer(x, lengths, angles, (self).base_of(base, LAST, ), (self).matrices(row, ranks, ), scaling, dropout, torch.add(first, LAST_SEED), )
    loss = (self).loss((self).score(y, base, torch.view(head, [-1, HIDDEN]), ), labels, class_weights, options, )
    top = torch.grad([loss], [x, row, head], None, None, False, True)
    gradients = [unchecked_cast(Tensor, top[2]), (self).or_zeros(top[1], row, )]
    dx = unchecked_cast(Tensor, top[0])
    for j in range(LAST):
      i = torch.sub(torch.sub(LAST, j), 1)
      x1 = torch.requires_grad_(torch.detach(inputs[i]), True)
      row1 = torch.requires_grad_(torch.detach(rows[i]), True)
      y1 = (self).layer(x1, batch, angles, (self).base_of(base, i, ), (self).matrices(row1, ranks, ), scaling, dropout, torch.add(first, torch.mul(i, 4)), )
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
