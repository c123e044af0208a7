#include <stdexcept>

#include "heads.cuh"

namespace tocsin {
namespace {

constexpr int kManyBlocks = 512;

struct Arguments {
  const bf16* qkv;
  const bf16* cos;
  const bf16* sin;
  AttentionShape shape;
  float scale;

  __device__ int queries_per_key() const { return shape.heads / shape.kv_heads; }

  // Head number `head` of qkv: queries first, then keys, then values.
  __device__ Head of_qkv(int head, int row) const {
    const int64_t width = int64_t{shape.heads + 2 * shape.kv_heads} * shape.head_dim;
    return {row * width + int64_t{head} * shape.head_dim, shape.batch * width};
  }

  __device__ Head of_output(int head, int row) const {
    const int64_t width = int64_t{shape.heads} * shape.head_dim;
    return {row * width + int64_t{head} * shape.head_dim, shape.batch * width};
  }
};

template <int kHeadDim>
struct ForwardTiles {
  Tile<kHeadDim> q, k, v;
};

// softmax(Q Kᵀ scale) V, into the warp's own rows of q's tile, which no other warp reads.
template <int kHeadDim>
__device__ void put_out(ForwardTiles<kHeadDim>& tiles, int first_row, float scale) {
  Sums<kLongestRow> weights = {};
  scores<kHeadDim>(weights, tiles.q, tiles.k, first_row);
  softmax(weights, first_row, scale);
  Sums<kHeadDim> sums = {};
#pragma unroll
  for (int key = 0; key < kLongestRow; key += 16) {
    if (key <= first_row) {
      add_product<kHeadDim, kHeadDim>(sums, as_left<kLongestRow>(weights, key), tiles.v, key, 0);
    }
  }
  __syncwarp();
  put<kHeadDim, kHeadDim>(sums, tiles.q, first_row, 0);
  __syncwarp();
}

// A block computes some heads of queries of one row that look at one head of keys.
template <int kHeadDim>
__global__ void __launch_bounds__(kAttentionThreads, 3) forward(Arguments arguments, int heads, bf16* out) {
  extern __shared__ __align__(16) unsigned char memory[];
  auto& tiles = *reinterpret_cast<ForwardTiles<kHeadDim>*>(memory);
  const int first_head = blockIdx.x * heads;
  const int row = blockIdx.y;
  const int seq = arguments.shape.seq;
  const int kv_head = arguments.shape.heads + first_head / arguments.queries_per_key();
  const int first_row = threadIdx.x / 32 * 16;
  {
    Share<kHeadDim> angles, k, v;
    k.read(arguments.qkv, arguments.of_qkv(kv_head, row), seq);
    v.read(arguments.qkv, arguments.of_qkv(kv_head + arguments.shape.kv_heads, row), seq);
    angles.read_angles(arguments.cos, arguments.sin, seq);
    k.put_rotated(tiles.k, angles);
    v.put(tiles.v);
  }
  for (int head = first_head; head < first_head + heads; head++) {
    Share<kHeadDim> angles, q;
    q.read(arguments.qkv, arguments.of_qkv(head, row), seq);
    angles.read_angles(arguments.cos, arguments.sin, seq);
    q.put_rotated(tiles.q, angles);
    __syncthreads();
    if (first_row < seq) {
      put_out<kHeadDim>(tiles, first_row, arguments.scale);
      write<kHeadDim>(tiles.q, out, arguments.of_output(head, row), first_row, min(seq, first_row + 16), nullptr, nullptr,
                      threadIdx.x % 32, 32);
    }
    __syncthreads();
  }
}

template <int kHeadDim>
struct BackwardTiles {
  Tile<kHeadDim> q, k, v, d_out;
  Tile<kLongestRow> weights, d_scores;
};

// With P the weights of one head: dP = dO Vᵀ, dS = P (dP - rowsum(P dP)) scale. Puts P and dS into their tiles.
template <int kHeadDim>
__device__ void put_scores(BackwardTiles<kHeadDim>& tiles, int first_row, float scale) {
  Sums<kLongestRow> weights = {};
  scores<kHeadDim>(weights, tiles.q, tiles.k, first_row);
  softmax(weights, first_row, scale);
  Sums<kLongestRow> gradients = {};
  scores<kHeadDim>(gradients, tiles.d_out, tiles.v, first_row);
#pragma unroll
  for (int half = 0; half < 4; half += 2) {
    float product = 0;
#pragma unroll
    for (int i = 0; i < kLongestRow / 8; i++) {
      product += weights[i][half] * gradients[i][half] + weights[i][half + 1] * gradients[i][half + 1];
    }
    product += __shfl_xor_sync(~0u, product, 1);
    product += __shfl_xor_sync(~0u, product, 2);
#pragma unroll
    for (int i = 0; i < kLongestRow / 8; i++) {
      gradients[i][half] = weights[i][half] * (gradients[i][half] - product) * scale;
      gradients[i][half + 1] = weights[i][half + 1] * (gradients[i][half + 1] - product) * scale;
    }
  }
  put<kLongestRow, kLongestRow>(weights, tiles.weights, first_row, 0);
  put<kLongestRow, kLongestRow>(gradients, tiles.d_scores, first_row, 0);
}

// sums [16 keys, head_dim] += Pᵀ dO, or dSᵀ Q: of queries from the keys' own on.
template <int kHeadDim>
__device__ void add_over_queries(Sums<kHeadDim>& sums, const Tile<kLongestRow>& by_query, const Tile<kHeadDim>& vectors,
                                 int first_key, int seq) {
  for (int query = first_key; query < seq; query += 16) {
    // Turned one by one, the four matrices are left, right, lower left, lower right of the transpose.
    const Fragment f = turned<kLongestRow>(by_query, query, first_key);
    const Fragment a = {{f.words[0], f.words[2], f.words[1], f.words[3]}};
    add_product<kHeadDim, kHeadDim>(sums, a, vectors, query, 0);
  }
}

// dQ = dS K, into the warp's own rows of q's tile.
template <int kHeadDim>
__device__ void put_d_q(BackwardTiles<kHeadDim>& tiles, int first_row) {
  constexpr int kColumns = kHeadDim < 64 ? kHeadDim : 64;  // at a time: registers are short
#pragma unroll
  for (int d = 0; d < kHeadDim; d += kColumns) {
    Sums<kColumns> sums = {};
    for (int key = 0; key <= first_row; key += 16) {
      add_product<kColumns, kHeadDim>(sums, fragment<kLongestRow>(tiles.d_scores, first_row, key), tiles.k, key, d);
    }
    put<kColumns, kHeadDim>(sums, tiles.q, first_row, d);
  }
}

// A block computes one head of keys of one row, and all heads of queries that look at it.
template <int kHeadDim>
__global__ void __launch_bounds__(kAttentionThreads, 2) backward(Arguments arguments, const bf16* d_out, bf16* d_qkv) {
  extern __shared__ __align__(16) unsigned char memory[];
  auto& tiles = *reinterpret_cast<BackwardTiles<kHeadDim>*>(memory);
  const int row = blockIdx.y;
  const int seq = arguments.shape.seq;
  const int key_head = arguments.shape.heads + blockIdx.x;
  const int value_head = key_head + arguments.shape.kv_heads;
  const int first_row = threadIdx.x / 32 * 16;
  const int last_row = min(seq, first_row + 16);
  const int lane = threadIdx.x % 32;
  {
    Share<kHeadDim> angles, k, v;
    k.read(arguments.qkv, arguments.of_qkv(key_head, row), seq);
    v.read(arguments.qkv, arguments.of_qkv(value_head, row), seq);
    angles.read_angles(arguments.cos, arguments.sin, seq);
    k.put_rotated(tiles.k, angles);
    v.put(tiles.v);
  }

  Sums<kHeadDim> d_k = {};
  Sums<kHeadDim> d_v = {};
  for (int i = 0; i < arguments.queries_per_key(); i++) {
    const int head = blockIdx.x * arguments.queries_per_key() + i;
    Share<kHeadDim> angles, q, gradient;
    q.read(arguments.qkv, arguments.of_qkv(head, row), seq);
    gradient.read(d_out, arguments.of_output(head, row), seq);
    angles.read_angles(arguments.cos, arguments.sin, seq);
    q.put_rotated(tiles.q, angles);
    gradient.put(tiles.d_out);
    __syncthreads();
    if (first_row < seq) {
      put_scores<kHeadDim>(tiles, first_row, arguments.scale);
    }
    __syncthreads();
    if (first_row < seq) {
      add_over_queries<kHeadDim>(d_v, tiles.weights, tiles.d_out, first_row, seq);
      add_over_queries<kHeadDim>(d_k, tiles.d_scores, tiles.q, first_row, seq);
    }
    __syncthreads();
    if (first_row < seq) {
      put_d_q<kHeadDim>(tiles, first_row);
      __syncwarp();
      write<kHeadDim>(tiles.q, d_qkv, arguments.of_qkv(head, row), first_row, last_row, arguments.cos, arguments.sin,
                      lane, 32);
    }
    __syncthreads();
  }
  if (first_row < seq) {
    put<kHeadDim, kHeadDim>(d_k, tiles.k, first_row, 0);
    put<kHeadDim, kHeadDim>(d_v, tiles.v, first_row, 0);
    __syncwarp();
    write<kHeadDim>(tiles.k, d_qkv, arguments.of_qkv(key_head, row), first_row, last_row, arguments.cos, arguments.sin,
                    lane, 32);
    write<kHeadDim>(tiles.v, d_qkv, arguments.of_qkv(value_head, row), first_row, last_row, nullptr, nullptr, lane, 32);
  }
}

template <typename Kernel, typename... Rest>
void launch(Kernel kernel, dim3 grid, size_t shared, cudaStream_t stream, Rest... rest) {
  cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, static_cast<int>(shared));
  kernel<<<grid, kAttentionThreads, shared, stream>>>(rest...);
}

Arguments arguments_of(const bf16* qkv, const bf16* cos, const bf16* sin, const AttentionShape& shape) {
  return {qkv, cos, sin, shape, 1.f / sqrtf(static_cast<float>(shape.head_dim))};
}

template <typename Task>
void with_head_dim(int head_dim, Task task) {
  switch (head_dim) {
    case 16: return task(std::integral_constant<int, 16>{});
    case 32: return task(std::integral_constant<int, 32>{});
    case 64: return task(std::integral_constant<int, 64>{});
    case 128: return task(std::integral_constant<int, 128>{});
    default:
      throw std::invalid_argument("attention: expected a head_dim of 16, 32, 64 or 128");
  }
}

}  // namespace

void attention(const bf16* qkv, const bf16* cos, const bf16* sin, bf16* out, const AttentionShape& shape,
               cudaStream_t stream) {
  // Sharing keys and values saves reading; many blocks keep a GPU busy with few rows.
  const int sharing = shape.heads / shape.kv_heads;
  const int heads = shape.kv_heads * shape.batch < kManyBlocks ? 1 : sharing;
  with_head_dim(shape.head_dim, [&](auto head_dim) {
    launch(forward<head_dim>, dim3(shape.heads / heads, shape.batch), sizeof(ForwardTiles<head_dim>), stream,
           arguments_of(qkv, cos, sin, shape), heads, out);
  });
}

void attention_backward(const bf16* qkv, const bf16* cos, const bf16* sin, const bf16* d_out, bf16* d_qkv,
                        const AttentionShape& shape, cudaStream_t stream) {
  with_head_dim(shape.head_dim, [&](auto head_dim) {
    launch(backward<head_dim>, dim3(shape.kv_heads, shape.batch), sizeof(BackwardTiles<head_dim>), stream,
           arguments_of(qkv, cos, sin, shape), d_out, d_qkv);
  });
}

}  // namespace tocsin
