# Llama-3 with LoRA and a score head: the whole numerics, forward and backward.
#
# TorchScript's serialized dialect; the upper-case names are replaced by the values of config.json before it is compiled.
# References: Touvron et al. 2023 (Llama), Grattafiori et al. 2024 (Llama 3), Hu et al. 2021 (LoRA), Su et al. 2021 (RoPE),
# Zhang & Sennrich 2019 (RMSNorm), Chen et al. 2016 (recomputation), Loshchilov & Hutter 2019 (AdamW); names and rounding
# follow Hugging Face's modeling_llama.py and PEFT's lora/layer.py.
#
# Shapes: batch, seq; tokens = batch * seq; HIDDEN, HEADS, KV_HEADS, HEAD_DIM, INTERMEDIATE as in config.json.
#   base    0 embed_tokens [VOCAB, HIDDEN], then six a layer, then norm [HIDDEN]:
#           0 input_layernorm, 1 q_proj, k_proj and v_proj as one [(HEADS + 2 KV_HEADS) HEAD_DIM, HIDDEN], 2 o_proj,
#           3 post_attention_layernorm, 4 gate_proj and up_proj as one [2 INTERMEDIATE, HIDDEN], 5 down_proj
#   theta   every trainable number as one fp32 vector: eight matrices a layer, then score [categories, HIDDEN].
#           The eight are lora_A [rank, in] and lora_B [out, rank] of q, k and v as one, o, gate and up as one, and down; where
#           projections are one, rank is the sum of theirs and lora_B holds zeros where one's rows meet another's columns.
#   ranks   int64 [4] on the CPU: the rank of each of the four; 0 where none of its projections is a target
#   options float64 on the CPU: LoRA scaling, LoRA dropout, label smoothing, sum of the class weights of the whole batch
#   chance  what dropout draws from, in places numbered from 0, four a layer, so that a recomputed layer drops what it dropped
#           before. On a CPU a seed, int64, to which the place is added. On a GPU int32 keys to hash: [tokens], [places], [columns]
#
# Layers may lie on several devices, each whole: what they compute with follows x to where their weights are. The gradient of theta
# lies where theta is, logits and loss with the last layer.
#
# operators.py and fp8.py hold other forms of some methods, which take these methods' place where operators of our own are loaded.
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

  # A matrix as the products take it.
  def frozen(self: __torch__.Llama, weight: Tensor) -> Tensor:
    return weight

  # On the device of like; the same for the same seed on every device of a kind.
  def random(self: __torch__.Llama, like: Tensor, shape: Tensor, seed: Tensor) -> Tensor:
    torch.manual_seed(int(seed))
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
      y = (self).fused_norm(x, weight, )
    else:
      y = (self).plain_norm(x, weight, )
    return y

  def plain_norm(self: __torch__.Llama, x: Tensor, weight: Tensor) -> Tensor:
    length = torch.linalg_vector_norm(x, 2, [-1], True, dtype=6)
    scale = torch.rsqrt(torch.add(torch.mul(torch.square(length), ONE_OVER_HIDDEN), RMS_NORM_EPS))
    return torch.mul(torch.to(torch.mul(x, scale), DTYPE), weight)

  def fused_norm(self: __torch__.Llama, x: Tensor, weight: Tensor) -> Tensor:
    return torch.rms_norm(x, [HIDDEN], weight, RMS_NORM_EPS)

  # -> x, its norm: both at once, as their gradients meet
  def enter(self: __torch__.Llama, x: Tensor, weight: Tensor) -> Tuple[Tensor, Tensor]:
    return (x, (self).norm(x, weight, ))

  # -> x + y, in y's place, its norm
  def join(self: __torch__.Llama, x: Tensor, y: Tensor, weight: Tensor) -> Tuple[Tensor, Tensor]:
    return (self).enter(torch.add_(y, x), weight, )

  # Inverted dropout (Srivastava et al. 2014). Projections that read one input share its mask.
  def drop(self: __torch__.Llama, x: Tensor, probability: float, chance: List[Tensor], place: int) -> Tensor:
    if torch.gt(probability, 0.):
      if ops.prim.is_cuda(x):
        y = (self).drop_by_keys(x, probability, torch.select(chance[0], 0, place), chance[1], )
      else:
        keep = torch.sub(1., probability)
        random = torch.Generator(device=ops.prim.device(x), seed=torch.add(int(chance[0]), place))
        mask = torch.bernoulli_(torch.empty_like(x), keep, generator=random)
        y = torch.mul(x, torch.div_(mask, keep))
    else:
      y = x
    return y

  # A program can make no generator of its own on a GPU, and the devices' own are seeded all at once, so threads would spoil one
  # another's. Odd random multipliers make a hash of every column's key, of which the highest bits are even chance: Dietzfelbinger
  # et al. 1997. rows [tokens, 1], columns [widest]
  def drop_by_keys(self: __torch__.Llama, x: Tensor, probability: float, rows: Tensor, columns: Tensor) -> Tensor:
    least = int(torch.sub(torch.mul(probability, 4294967296.), 2147483648.))
    scale = torch.div(1., torch.sub(1., probability))
    return (self).masked(x, rows, torch.narrow(columns, 0, 0, torch.size(x, 1)), least, scale, )

  # scale · x where row · column, in 32 bits with a sign, is least at the least; else 0
  def masked(self: __torch__.Llama, x: Tensor, rows: Tensor, columns: Tensor, least: int, scale: float) -> Tensor:
    return torch.native_dropout_backward(x, torch.ge(torch.mul(rows, columns), least), scale)

  # Keys of the tokens in every place, [places, tokens, 1], and of the columns; or the seed as it is.
  def drawn(self: __torch__.Llama, chance: List[Tensor]) -> List[Tensor]:
    if torch.gt(torch.len(chance), 1):
      drawn = [torch.unsqueeze(torch.bitwise_xor(torch.unsqueeze(chance[1], 1), chance[0]), 2), chance[2]]
    else:
      drawn = chance
    return drawn

  # Of the pooled rows.
  def drawn_for(self: __torch__.Llama, chance: List[Tensor], pooled: Tensor) -> List[Tensor]:
    if torch.gt(torch.len(chance), 1):
      drawn = [torch.index_select(chance[0], 1, pooled), chance[1]]
    else:
      drawn = chance
    return drawn

  # drop(x) Aᵀ: [tokens, rank]
  def reduce(self: __torch__.Llama, x: Tensor, a: Tensor, dropout: float, chance: List[Tensor], place: int) -> Tensor:
    if torch.gt(torch.numel(a), 0):
      u = torch.linear((self).drop(x, dropout, chance, place, ), a)
    else:
      u = a
    return u

  # y + scaling · u Bᵀ, in place
  def expand(self: __torch__.Llama, y: Tensor, u: Tensor, b: Tensor, scaling: float) -> Tensor:
    if torch.gt(torch.numel(b), 0):
      z = torch.addmm_(y, u, torch.t(b), beta=1, alpha=scaling)
    else:
      z = y
    return z

  def product(self: __torch__.Llama, x: Tensor, weight: Tensor) -> Tensor:
    return torch.linear(x, weight)

  # x Wᵀ + scaling · u Bᵀ
  def project(self: __torch__.Llama, x: Tensor, weight: Tensor, u: Tensor, b: Tensor, scaling: float) -> Tensor:
    return (self).expand((self).product(x, weight, ), u, b, scaling, )

  # cos, sin [seq, 1, 1, HEAD_DIM] -> these and, on a GPU, rotations. sin carries the sign of rotate_half in its first half.
  def angles(self: __torch__.Llama, cos: Tensor, sin: Tensor) -> List[Tensor]:
    angles = [cos, sin]
    if ops.prim.is_cuda(cos):
      _0 = torch.append(angles, (self).rotations(cos, sin, ))
    return angles

  # A matrix for each position that rotates a head: [seq, HEAD_DIM, HEAD_DIM]
  def rotations(self: __torch__.Llama, cos: Tensor, sin: Tensor) -> Tensor:
    same = torch.eye(HEAD_DIM, dtype=DTYPE, device=ops.prim.device(cos))
    other = torch.roll(same, [HALF_HEAD_DIM], [1])
    return torch.addcmul(torch.mul(same, torch.squeeze(cos, 1)), other, torch.squeeze(sin, 1))

  # x [seq, batch, heads, HEAD_DIM], contiguous
  def rotate(self: __torch__.Llama, x: Tensor, angles: List[Tensor]) -> Tensor:
    if ops.prim.is_cuda(x):
      y = (self).turn_by_product(x, angles[2], )
    else:
      y = (self).turn(x, angles[0], angles[1], )
    return y

  def turn(self: __torch__.Llama, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    return torch.addcmul(torch.mul(x, cos), torch.roll(x, [HALF_HEAD_DIM], [-1]), sin)

  def turn_by_product(self: __torch__.Llama, x: Tensor, rotations: Tensor) -> Tensor:
    return torch.view(torch.bmm(torch.view(x, [torch.size(x, 0), -1, HEAD_DIM]), rotations), torch.size(x))

  # Causal. q [batch, HEADS, seq, HEAD_DIM], k and v [batch, KV_HEADS, seq, HEAD_DIM] -> [batch, HEADS, seq, HEAD_DIM]
  def attend(self: __torch__.Llama, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    if ops.prim.is_cuda(q):
      if torch.eq(DTYPE, 15):
        # What PyTorch would choose on newer GPUs plans anew for each shape, for up to a quarter of a second: docs/performance.md.
        attention = (torch._scaled_dot_product_flash_attention(q, k, v, 0., True, False, scale=None))[0]
      else:
        attention = torch.scaled_dot_product_attention(q, k, v, None, 0., True, scale=None, enable_gqa=True)
    else:
      # The fused kernel for CPUs wants as many heads of keys as of queries.
      attention = torch.scaled_dot_product_attention(q, (self).repeat_heads(k, ), (self).repeat_heads(v, ), None, 0., True)
    return attention

  # One query a row, that of its last real token. q [batch, HEADS, HEAD_DIM], k and v [seq, batch, KV_HEADS, HEAD_DIM],
  # position [batch] -> [batch, QUERY_SIZE]
  def attend_pooled(self: __torch__.Llama, q: Tensor, k: Tensor, v: Tensor, position: Tensor) -> Tensor:
    seq = torch.size(k, 0)
    batch = torch.size(k, 1)
    padding = torch.gt(torch.unsqueeze(torch.arange(seq, dtype=4, device=ops.prim.device(k)), 0), torch.unsqueeze(position, 1))
    queries = torch.reshape(torch.to(q, 6), [-1, QUERIES_PER_KEY, HEAD_DIM])  # [batch * KV_HEADS, QUERIES_PER_KEY, HEAD_DIM]
    keys = torch.permute(torch.view(torch.to(k, 6), [seq, -1, HEAD_DIM]), [1, 2, 0])
    values = torch.transpose(torch.view(torch.to(v, 6), [seq, -1, HEAD_DIM]), 0, 1)
    scores = torch.view(torch.mul(torch.bmm(queries, keys), ONE_OVER_SQRT_HEAD_DIM), [batch, HEADS, seq])
    weights = torch.softmax(torch.masked_fill(scores, torch.unsqueeze(padding, 1), -1.0e+30), -1)
    return torch.to(torch.view(torch.bmm(torch.view(weights, [-1, QUERIES_PER_KEY, seq]), values), [batch, QUERY_SIZE]), DTYPE)

  def repeat_heads(self: __torch__.Llama, x: Tensor) -> Tensor:
    batch = torch.size(x, 0)
    seq = torch.size(x, 2)
    return torch.reshape(torch.expand(torch.unsqueeze(x, 2), [batch, KV_HEADS, QUERIES_PER_KEY, seq, HEAD_DIM]), [batch, HEADS, seq, HEAD_DIM])

  # [seq, batch, heads, HEAD_DIM] -> [batch, heads, seq, HEAD_DIM]
  def by_row(self: __torch__.Llama, x: Tensor) -> Tensor:
    return torch.permute(x, [1, 2, 0, 3])

  # silu(gate) · up: [tokens, INTERMEDIATE]
  def activation(self: __torch__.Llama, h: Tensor, u: Tensor, gate_up: Tensor, lora: List[Tensor], scaling: float) -> Tensor:
    gate = (self).project(h, torch.narrow(gate_up, 0, 0, INTERMEDIATE), u, lora[6], scaling, )
    up = (self).project(h, torch.narrow(gate_up, 0, INTERMEDIATE, INTERMEDIATE), u, lora[7], scaling, )
    return torch.mul(torch.silu(gate), up)

  # x + act Wᵀ; x is not needed afterwards
  def onto(self: __torch__.Llama, x: Tensor, act: Tensor, weight: Tensor) -> Tensor:
    if torch.is_grad_enabled():
      y = torch.addmm(x, act, torch.t(weight))
    else:
      y = torch.addmm_(x, act, torch.t(weight))
    return y

  # x + feed-forward of h
  def mlp(self: __torch__.Llama, x: Tensor, h: Tensor, base: List[Tensor], lora: List[Tensor], scaling: float, dropout: float, chance: List[Tensor], place: int) -> Tensor:
    u = (self).reduce(h, lora[5], dropout, chance, torch.add(place, 2), )
    act = (self).activation(h, u, base[4], lora, scaling, )
    y = (self).onto(x, act, base[5], )
    return (self).expand(y, (self).reduce(act, lora[8], dropout, chance, torch.add(place, 3), ), lora[9], scaling, )

  # h and u = reduce(h) -> [tokens, QUERY_SIZE]
  def attention(self: __torch__.Llama, h: Tensor, u: Tensor, batch: int, angles: List[Tensor], base: List[Tensor], lora: List[Tensor], scaling: float) -> Tensor:
    qk = (self).project(h, torch.narrow(base[1], 0, 0, QUERY_KEY_SIZE), u, lora[1], scaling, )
    v = (self).project(h, torch.narrow(base[1], 0, QUERY_KEY_SIZE, VALUE_SIZE), u, lora[2], scaling, )
    return (self).attend_rows(qk, v, batch, angles, )

  def attend_rows(self: __torch__.Llama, qk: Tensor, v: Tensor, batch: int, angles: List[Tensor]) -> Tensor:
    rotated = (self).rotate(torch.view(qk, [-1, batch, QUERY_KEY_HEADS, HEAD_DIM]), angles, )
    q_k = torch.split_with_sizes(rotated, [HEADS, KV_HEADS], 2)
    values = torch.view(v, [-1, batch, KV_HEADS, HEAD_DIM])
    attention = (self).attend((self).by_row(q_k[0], ), (self).by_row(q_k[1], ), (self).by_row(values, ), )
    return torch.reshape(torch.permute(attention, [2, 0, 1, 3]), [-1, QUERY_SIZE])

  # What follows attention, which gave o.
  def rest(self: __torch__.Llama, x: Tensor, o: Tensor, base: List[Tensor], lora: List[Tensor], scaling: float, dropout: float, chance: List[Tensor], place: int) -> Tensor:
    u = (self).reduce(o, lora[3], dropout, chance, torch.add(place, 1), )
    joined, h = (self).join(x, (self).project(o, base[2], u, lora[4], scaling, ), base[3], )
    return (self).mlp(joined, h, base, lora, scaling, dropout, chance, place, )

  def layer(self: __torch__.Llama, x: Tensor, batch: int, angles: List[Tensor], base: List[Tensor], lora: List[Tensor], scaling: float, dropout: float, chance: List[Tensor], place: int) -> Tensor:
    entered, h = (self).enter(x, base[0], )
    u = (self).reduce(h, lora[0], dropout, chance, place, )
    o = (self).attention(h, u, batch, angles, base, lora, scaling, )
    return (self).rest(entered, o, base, lora, scaling, dropout, chance, place, )

  # For each row of the batch, where its last real token lies.
  def pooled(self: __torch__.Llama, lengths: Tensor) -> Tensor:
    batch = torch.size(lengths, 0)
    return torch.add(torch.mul(torch.sub(lengths, 1), batch), torch.arange(batch, dtype=4, device=ops.prim.device(lengths)))

  # Only the pooled row goes through the rest of the last layer: [tokens, HIDDEN] -> [batch, HIDDEN].
  def last_layer(self: __torch__.Llama, x: Tensor, lengths: Tensor, angles: List[Tensor], base: List[Tensor], lora: List[Tensor], scaling: float, dropout: float, chance: List[Tensor], place: int) -> Tensor:
    batch = torch.size(lengths, 0)
    seq = torch.floordiv(torch.size(x, 0), batch)
    position = torch.sub(lengths, 1)  # [batch]
    pooled = (self).pooled(lengths, )
    h = (self).norm(x, base[0], )
    u = (self).reduce(h, lora[0], dropout, chance, place, )
    b_q = lora[1]
    b_k = lora[1]
    u_q = u
    if torch.gt(torch.numel(lora[0]), 0):
      b_q = torch.narrow(lora[1], 0, 0, QUERY_SIZE)
      b_k = torch.narrow(lora[1], 0, QUERY_SIZE, KEY_SIZE)
      u_q = torch.index_select(u, 0, pooled)
    q = torch.view((self).project(torch.index_select(h, 0, pooled), torch.narrow(base[1], 0, 0, QUERY_SIZE), u_q, b_q, scaling, ), [batch, HEADS, HEAD_DIM])
    k = torch.view((self).project(h, torch.narrow(base[1], 0, QUERY_SIZE, KEY_SIZE), u, b_k, scaling, ), [seq, batch, KV_HEADS, HEAD_DIM])
    v = torch.view((self).project(h, torch.narrow(base[1], 0, QUERY_KEY_SIZE, VALUE_SIZE), u, lora[2], scaling, ), [seq, batch, KV_HEADS, HEAD_DIM])
    cos_q = torch.view(torch.index_select(angles[0], 0, position), [batch, 1, HEAD_DIM])
    sin_q = torch.view(torch.index_select(angles[1], 0, position), [batch, 1, HEAD_DIM])
    o = (self).attend_pooled((self).turn(q, cos_q, sin_q, ), (self).rotate(k, angles, ), v, position, )
    return (self).rest(torch.index_select(x, 0, pooled), o, base, lora, scaling, dropout, (self).drawn_for(chance, pooled, ), place, )

  # x on the device of another tensor; x itself where it is there already.
  def beside(self: __torch__.Llama, x: Tensor, other: Tensor) -> Tensor:
    return torch.to(x, ops.prim.device(other))

  def all_beside(self: __torch__.Llama, tensors: List[Tensor], other: Tensor) -> List[Tensor]:
    moved = annotate(List[Tensor], [])
    for i in range(torch.len(tensors)):
      _0 = torch.append(moved, (self).beside(tensors[i], other, ))
    return moved

  def base_of(self: __torch__.Llama, base: List[Tensor], layer: int) -> List[Tensor]:
    start = torch.add(torch.mul(layer, 6), 1)
    return torch.slice(base, start, torch.add(start, 6))

  def score(self: __torch__.Llama, x: Tensor, base: List[Tensor], weight: Tensor) -> Tensor:
    return torch.to(torch.linear((self).norm(x, base[NORM], ), weight), 6)

  # -- theta ------------------------------------------------------------------------------------------------------------

  # Numbers in each of a layer's matrices as the layers use them: lora_A of q, k and v, lora_B of q's and k's rows, of v's; A, B
  # of o; A of gate and up, B of gate's rows, of up's; A, B of down. Where a layer uses a B undivided, its second part is empty.
  def sizes(self: __torch__.Llama, ranks: Tensor) -> List[int]:
    widths = [HIDDEN, LORA_QUERY_KEY, LORA_VALUE, QUERY_SIZE, HIDDEN, HIDDEN, LORA_GATE, LORA_UP, INTERMEDIATE, HIDDEN]
    groups = [0, 0, 0, 1, 1, 2, 2, 2, 3, 3]
    sizes = annotate(List[int], [])
    for i in range(10):
      _0 = torch.append(sizes, torch.mul(int(torch.select(ranks, 0, groups[i])), widths[i]))
    return sizes

  # A layer's ten matrices; those of rank 0 are empty.
  def lora_of(self: __torch__.Llama, theta: Tensor, sizes: List[int], layer: int) -> List[Tensor]:
    columns = [HIDDEN, 0, 0, QUERY_SIZE, 0, HIDDEN, 0, 0, INTERMEDIATE, 0]
    rows = [0, LORA_QUERY_KEY, LORA_VALUE, 0, HIDDEN, 0, LORA_GATE, LORA_UP, 0, HIDDEN]
    numbers = (self).sum(sizes, )
    matrices = torch.split_with_sizes(torch.narrow(theta, 0, torch.mul(layer, numbers), numbers), sizes)
    for i in range(10):
      if torch.gt(sizes[i], 0):
        if torch.gt(columns[i], 0):
          shape = [-1, columns[i]]
        else:
          shape = [rows[i], -1]
        _0 = torch._set_item(matrices, i, torch.view(matrices[i], shape))
    return matrices

  def head_of(self: __torch__.Llama, theta: Tensor, sizes: List[int]) -> Tensor:
    start = torch.mul((self).sum(sizes, ), LAYERS)
    return torch.view(torch.narrow(theta, 0, start, torch.sub(torch.numel(theta), start)), [-1, HIDDEN])

  def sum(self: __torch__.Llama, sizes: List[int]) -> int:
    sum = 0
    for i in range(torch.len(sizes)):
      sum = torch.add(sum, sizes[i])
    return sum

  # The same matrices as leaves of a graph; those that are not empty are wanted too.
  def leaves(self: __torch__.Llama, matrices: List[Tensor], wanted: List[Tensor]) -> List[Tensor]:
    leaves = annotate(List[Tensor], [])
    for i in range(torch.len(matrices)):
      leaf = torch.requires_grad_(torch.detach(matrices[i]), True)
      _0 = torch.append(leaves, leaf)
      if torch.gt(torch.numel(leaf), 0):
        _1 = torch.append(wanted, leaf)
    return leaves

  # Gradients of matrices, from the one numbered first on, as the part of theta's gradient that they are.
  def joined(self: __torch__.Llama, gradients: List[Optional[Tensor]], first: int, theta: Tensor) -> Tensor:
    parts = annotate(List[Tensor], [])
    for i in range(torch.len(gradients)):
      if torch.ge(i, first):
        _0 = torch.append(parts, (self).beside(torch.reshape(unchecked_cast(Tensor, gradients[i]), [-1]), theta, ))
    return torch.cat(parts, 0)

  # -- classifying ------------------------------------------------------------------------------------------------------

  # ids [batch, seq], right-padded; lengths [batch] >= 1; cos, sin [positions, 1, 1, HEAD_DIM] -> logits [batch, categories].
  # Where gradients are recorded, the matrices to differentiate by are added to wanted, in theta's order.
  def logits(self: __torch__.Llama, ids: Tensor, lengths: Tensor, cos: Tensor, sin: Tensor, base: List[Tensor], theta: Tensor, ranks: Tensor, options: Tensor, chance: List[Tensor], wanted: List[Tensor]) -> Tensor:
    batch = torch.size(ids, 0)
    seq = torch.size(ids, 1)
    scaling = float(torch.select(options, 0, 0))
    dropout = float(torch.select(options, 0, 1))
    angles = (self).angles(torch.narrow(cos, 0, 0, seq), torch.narrow(sin, 0, 0, seq), )
    numbers = torch.to(theta, DTYPE)
    sizes = (self).sizes(ranks, )
    drawn = (self).drawn(chance, )
    x = torch.embedding(base[0], torch.reshape(torch.t(ids), [-1]))  # [tokens, HIDDEN]
    for i in range(LAST):
      weights = (self).base_of(base, i, )
      numbers = (self).beside(numbers, weights[0], )
      angles = (self).all_beside(angles, weights[0], )
      drawn = (self).all_beside(drawn, weights[0], )
      lora = (self).recorded((self).lora_of(numbers, sizes, i, ), wanted, )
      x = (self).layer((self).beside(x, weights[0], ), batch, angles, weights, lora, scaling, dropout, drawn, torch.mul(i, 4), )
    weights1 = (self).base_of(base, LAST, )
    numbers = (self).beside(numbers, weights1[0], )
    lora1 = (self).recorded((self).lora_of(numbers, sizes, LAST, ), wanted, )
    y = (self).enter_last(x, lengths, angles, weights1, lora1, scaling, dropout, drawn, )
    head = (self).recorded([(self).head_of(numbers, sizes, )], wanted, )
    return (self).score(y, base, head[0], )

  # The last layer, after what it computes with was brought to it.
  def enter_last(self: __torch__.Llama, x: Tensor, lengths: Tensor, angles: List[Tensor], base: List[Tensor], lora: List[Tensor], scaling: float, dropout: float, chance: List[Tensor]) -> Tensor:
    there = base[0]
    return (self).last_layer((self).beside(x, there, ), (self).beside(lengths, there, ), (self).all_beside(angles, there, ), base, lora, scaling, dropout, (self).all_beside(chance, there, ), LAST_PLACE, )

  def recorded(self: __torch__.Llama, matrices: List[Tensor], wanted: List[Tensor]) -> List[Tensor]:
    if torch.is_grad_enabled():
      found = (self).leaves(matrices, wanted, )
    else:
      found = matrices
    return found

  def classify(self: __torch__.Llama, ids: Tensor, lengths: Tensor, cos: Tensor, sin: Tensor, base: List[Tensor], theta: Tensor, ranks: Tensor, options: Tensor) -> Tensor:
    return (self).logits(ids, lengths, cos, sin, base, theta, ranks, options, annotate(List[Tensor], []), annotate(List[Tensor], []), )

  # -- merging ----------------------------------------------------------------------------------------------------------

  # W + scaling · B A; W itself where no projection is a target. An undivided B has an empty second part.
  def merge(self: __torch__.Llama, weight: Tensor, a: Tensor, b: Tensor, b_rest: Tensor, scaling: float) -> Tensor:
    if torch.gt(torch.numel(a), 0):
      if torch.gt(torch.numel(b_rest), 0):
        rows = torch.cat([b, b_rest], 0)
      else:
        rows = b
      merged = torch.addmm(weight, rows, a, beta=1, alpha=scaling)
    else:
      merged = weight
    return merged

  # The base with an adapter in its matrices (Hu et al. 2021, section 4.1), the rest of it shared, and last the head as a
  # theta of its own.
  def merged(self: __torch__.Llama, base: List[Tensor], theta: Tensor, ranks: Tensor, options: Tensor) -> List[Tensor]:
    scaling = float(torch.select(options, 0, 0))
    sizes = (self).sizes(ranks, )
    merged = [base[0]]
    for i in range(LAYERS):
      weights = (self).base_of(base, i, )
      lora = (self).lora_of(theta, sizes, i, )
      none = torch.slice(theta, 0, 0, 0)
      _0 = torch.append(merged, weights[0])
      _1 = torch.append(merged, (self).merge(weights[1], lora[0], lora[1], lora[2], scaling, ))
      _2 = torch.append(merged, (self).merge(weights[2], lora[3], lora[4], none, scaling, ))
      _3 = torch.append(merged, weights[3])
      _4 = torch.append(merged, (self).merge(weights[4], lora[5], lora[6], lora[7], scaling, ))
      _5 = torch.append(merged, (self).merge(weights[5], lora[8], lora[9], none, scaling, ))
    _6 = torch.append(merged, base[NORM])
    _7 = torch.append(merged, torch.clone(torch.reshape((self).head_of(theta, sizes, ), [-1])))
    return merged

  # -- training ---------------------------------------------------------------------------------------------------------

  # Weighted cross-entropy, summed and divided by the whole batch's sum of class weights: shards of a batch add up.
  def loss(self: __torch__.Llama, logits: Tensor, labels: Tensor, class_weights: Tensor, options: Tensor) -> Tensor:
    smoothing = float(torch.select(options, 0, 2))
    there = (self).beside(labels, logits, )
    return torch.div(torch.cross_entropy_loss(logits, there, (self).beside(class_weights, logits, ), 2, -100, smoothing), float(torch.select(options, 0, 3)))

  # -> loss [], the gradient of theta
  def gradient(self: __torch__.Llama, ids: Tensor, lengths: Tensor, labels: Tensor, class_weights: Tensor, cos: Tensor, sin: Tensor, base: List[Tensor], theta: Tensor, ranks: Tensor, options: Tensor, chance: List[Tensor]) -> Tuple[Tensor, Tensor]:
    wanted = annotate(List[Tensor], [])
    logits = (self).logits(ids, lengths, cos, sin, base, theta, ranks, options, chance, wanted, )
    loss = (self).loss(logits, labels, class_weights, options, )
    gradients = torch.grad([loss], wanted, None, None, False, False)
    return (torch.detach(loss), torch.to((self).joined(gradients, 0, theta, ), 6))

  # The same numbers as gradient, keeping one activation a layer: each layer runs again in the backward pass.
  def gradient_recomputing(self: __torch__.Llama, ids: Tensor, lengths: Tensor, labels: Tensor, class_weights: Tensor, cos: Tensor, sin: Tensor, base: List[Tensor], theta: Tensor, ranks: Tensor, options: Tensor, chance: List[Tensor]) -> Tuple[Tensor, Tensor]:
    batch = torch.size(ids, 0)
    seq = torch.size(ids, 1)
    scaling = float(torch.select(options, 0, 0))
    dropout = float(torch.select(options, 0, 1))
    drawn = (self).drawn(chance, )
    angles = (self).angles(torch.narrow(cos, 0, 0, seq), torch.narrow(sin, 0, 0, seq), )
    numbers = torch.to(theta, DTYPE)
    sizes = (self).sizes(ranks, )
    inputs = annotate(List[Tensor], [])
    x = torch.embedding(base[0], torch.reshape(torch.t(ids), [-1]))
    for i in range(LAST):
      weights = (self).base_of(base, i, )
      numbers = (self).beside(numbers, weights[0], )
      angles = (self).all_beside(angles, weights[0], )
      drawn = (self).all_beside(drawn, weights[0], )
      _0 = torch.append(inputs, (self).beside(x, weights[0], ))
      x = (self).layer(inputs[i], batch, angles, weights, (self).lora_of(numbers, sizes, i, ), scaling, dropout, drawn, torch.mul(i, 4), )
    weights1 = (self).base_of(base, LAST, )
    numbers = (self).beside(numbers, weights1[0], )
    input = torch.requires_grad_(torch.detach((self).beside(x, weights1[0], )), True)
    wanted = [input]
    lora = (self).leaves((self).lora_of(numbers, sizes, LAST, ), wanted, )
    y = (self).enter_last(input, lengths, angles, weights1, lora, scaling, dropout, drawn, )
    head = (self).leaves([(self).head_of(numbers, sizes, )], wanted, )
    loss = (self).loss((self).score(y, base, head[0], ), labels, class_weights, options, )
    g = torch.grad([loss], wanted, None, None, False, False)
    parts = [(self).joined(g, 1, theta, )]
    for j in range(LAST):
      i1 = torch.sub(torch.sub(LAST, j), 1)
      weights2 = (self).base_of(base, i1, )
      numbers = (self).beside(numbers, weights2[0], )
      angles = (self).all_beside(angles, weights2[0], )
      drawn = (self).all_beside(drawn, weights2[0], )
      x1 = torch.requires_grad_(torch.detach(inputs[i1]), True)
      wanted1 = [x1]
      lora1 = (self).leaves((self).lora_of(numbers, sizes, i1, ), wanted1, )
      y1 = (self).layer(x1, batch, angles, weights2, lora1, scaling, dropout, drawn, torch.mul(i1, 4), )
      g1 = (self).beside(unchecked_cast(Tensor, g[0]), y1, )
      g = torch.grad([y1], wanted1, annotate(List[Optional[Tensor]], [g1]), None, False, False)
      _1 = torch.append(parts, (self).joined(g, 1, theta, ))
    torch.reverse(parts)
    return (torch.detach(loss), torch.to(torch.cat(parts, 0), 6))

  # Overwrites theta by that of another device.
  def follow(self: __torch__.Llama, theta: Tensor, leader: Tensor) -> Tensor:
    return torch.copy_(theta, leader)

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
