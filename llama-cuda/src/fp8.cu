#include "numbers.cuh"

namespace tocsin {
namespace {

using bf16 = __nv_bfloat16;

constexpr int kThreads = 256;
constexpr int kStep = 8 * kThreads;
constexpr float kLargest = 448;
constexpr int kSharedBytes = 47 << 10;  // what any kernel may have; the last of its 48 are for reducing

__device__ float largest(const Pack<bf16>& pack, float so_far) {
#pragma unroll
  for (int i = 0; i < 8; i++) {
    so_far = fmaxf(so_far, fabsf(pack.values[i]));
  }
  return so_far;
}

// The row's scale, written by one thread. A row of zeros stays one.
__device__ float scale_of(float largest_of_thread, float* scale, float* scratch) {
  const float most = over_block(largest_of_thread, Max{}, scratch);
  const float chosen = most > 0 ? most / kLargest : 1.f;
  if (threadIdx.x == 0) {
    scale[blockIdx.x] = chosen;
  }
  return chosen;
}

// A row's numbers as source(column) gives them; kept in row [columns] of shared memory between the two passes.
template <typename Source>
__device__ void quantise_row(bf16* row, int columns, uint8_t* quantised, float* scale, Source source) {
  __shared__ float scratch[33];
  float most = 0;
  for (int c = 8 * threadIdx.x; c < columns; c += kStep) {
    const Pack<bf16> pack = source(c);
    store(row + c, pack);
    most = largest(pack, most);
  }
  const float one_over_scale = 1.f / scale_of(most, scale, scratch);
  uint8_t* out = quantised + int64_t{blockIdx.x} * columns;
  for (int c = 8 * threadIdx.x; c < columns; c += kStep) {
    *reinterpret_cast<uint2*>(out + c) = e4m3(load(row + c), one_over_scale);
  }
}

__device__ Pack<bf16> times(Pack<bf16> pack, const float* factor) {
  if (factor != nullptr) {
#pragma unroll
    for (int i = 0; i < 8; i++) {
      pack.values[i] *= factor[i];
    }
  }
  return pack;
}

__global__ void plain(const bf16* x, const float* factor, uint8_t* quantised, float* scale, int columns) {
  extern __shared__ __align__(16) bf16 row[];
  const bf16* from = x + int64_t{blockIdx.x} * columns;
  quantise_row(row, columns, quantised, scale,
               [=](int c) { return times(load(from + c), factor == nullptr ? nullptr : factor + c); });
}

__global__ void forward(const bf16* gate_up, uint8_t* quantised, float* scale, int columns) {
  extern __shared__ __align__(16) bf16 row[];
  const bf16* from = gate_up + int64_t{blockIdx.x} * 2 * columns;
  quantise_row(row, columns, quantised, scale, [=](int c) {
    Pack<bf16> gate = load(from + c);
    const Pack<bf16> up = load(from + columns + c);
#pragma unroll
    for (int i = 0; i < 8; i++) {
      gate.values[i] *= sigmoid(gate.values[i], bf16{}) * up.values[i];
    }
    return gate;
  });
}

// Column c of 2 columns: the gradient of gate in the first half, of up in the second.
__global__ void backward(const bf16* gate_up, const bf16* d_act, const float* factor, uint8_t* quantised,
                         float* scale, int columns) {
  extern __shared__ __align__(16) bf16 row[];
  __shared__ float scratch[33];
  const bf16* from = gate_up + int64_t{blockIdx.x} * 2 * columns;
  const bf16* gradient = d_act + int64_t{blockIdx.x} * columns;
  float most = 0;
  for (int c = 8 * threadIdx.x; c < columns; c += kStep) {
    Pack<bf16> gate = load(from + c);
    Pack<bf16> up = load(from + columns + c);
    const Pack<bf16> g = load(gradient + c);
#pragma unroll
    for (int i = 0; i < 8; i++) {
      const float s = sigmoid(gate.values[i], bf16{});
      const float silu = gate.values[i] * s;
      gate.values[i] = g.values[i] * up.values[i] * (s + silu * (1.f - s)) * factor[c + i];
      up.values[i] = g.values[i] * silu * factor[columns + c + i];
    }
    store(row + c, gate);
    store(row + columns + c, up);
    most = largest(up, largest(gate, most));
  }
  const float one_over_scale = 1.f / scale_of(most, scale, scratch);
  uint8_t* out = quantised + int64_t{blockIdx.x} * 2 * columns;
  for (int half = 0; half < 2 * columns; half += columns) {
    for (int c = half + 8 * threadIdx.x; c < half + columns; c += kStep) {
      *reinterpret_cast<uint2*>(out + c) = e4m3(load(row + c), one_over_scale);
    }
  }
}

constexpr int kTile = 128;
constexpr int kPitch = kTile / 4 + 1;  // in words; odd, so that a column's words lie in different banks

__global__ void transpose_tiles(const uint8_t* bytes, uint8_t* out, float* ones, int64_t rows, int64_t columns) {
  __shared__ uint32_t tile[kTile][kPitch];
  const int64_t row = int64_t{blockIdx.y} * kTile;
  const int64_t column = int64_t{blockIdx.x} * kTile;
  if (row == 0 && threadIdx.x < kTile && column + threadIdx.x < columns) {
    ones[column + threadIdx.x] = 1;
  }
  for (int i = threadIdx.x; i < kTile * kTile / 4; i += kThreads) {
    const int r = i / (kTile / 4);
    const int word = i % (kTile / 4);
    if (row + r < rows && column + 4 * word < columns) {
      tile[r][word] = *reinterpret_cast<const uint32_t*>(bytes + (row + r) * columns + column + 4 * word);
    }
  }
  __syncthreads();
  // Four rows of one word each are four words of four columns.
  for (int i = threadIdx.x; i < kTile * kTile / 16; i += kThreads) {
    const int r = i % (kTile / 4);
    const int word = i / (kTile / 4);
    if (row + 4 * r >= rows || column + 4 * word >= columns) {
      continue;
    }
    const uint32_t a = tile[4 * r][word];
    const uint32_t b = tile[4 * r + 1][word];
    const uint32_t c = tile[4 * r + 2][word];
    const uint32_t d = tile[4 * r + 3][word];
    const uint32_t ab_low = __byte_perm(a, b, 0x5140);   // a0 b0 a1 b1
    const uint32_t ab_high = __byte_perm(a, b, 0x7362);  // a2 b2 a3 b3
    const uint32_t cd_low = __byte_perm(c, d, 0x5140);
    const uint32_t cd_high = __byte_perm(c, d, 0x7362);
    const uint32_t turned[4] = {__byte_perm(ab_low, cd_low, 0x5410), __byte_perm(ab_low, cd_low, 0x7632),
                                __byte_perm(ab_high, cd_high, 0x5410), __byte_perm(ab_high, cd_high, 0x7632)};
#pragma unroll
    for (int k = 0; k < 4; k++) {
      *reinterpret_cast<uint32_t*>(out + (column + 4 * word + k) * rows + row + 4 * r) = turned[k];
    }
  }
}

// A kernel's shared memory for a row of so many numbers.
template <typename Kernel>
int shared(Kernel kernel, int64_t columns) {
  const int bytes = static_cast<int>(columns * sizeof(bf16));
  if (bytes > kSharedBytes) {
    cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, bytes);
  }
  return bytes;
}

}  // namespace

void quantise(const bf16* x, const float* factor, uint8_t* quantised, float* scale, int64_t rows, int64_t columns,
              cudaStream_t stream) {
  plain<<<rows, kThreads, shared(plain, columns), stream>>>(x, factor, quantised, scale, columns);
}

void swiglu_quantised(const bf16* gate_up, uint8_t* quantised, float* scale, int64_t rows, int64_t columns,
                      cudaStream_t stream) {
  forward<<<rows, kThreads, shared(forward, columns), stream>>>(gate_up, quantised, scale, columns);
}

void swiglu_backward_quantised(const bf16* gate_up, const bf16* d_act, const float* factor, uint8_t* quantised,
                               float* scale, int64_t rows, int64_t columns, cudaStream_t stream) {
  backward<<<rows, kThreads, shared(backward, 2 * columns), stream>>>(gate_up, d_act, factor, quantised, scale,
                                                                      columns);
}

void transpose(const uint8_t* bytes, uint8_t* out, float* ones, int64_t rows, int64_t columns, cudaStream_t stream) {
  const dim3 tiles((columns + kTile - 1) / kTile, (rows + kTile - 1) / kTile);
  transpose_tiles<<<tiles, kThreads, 0, stream>>>(bytes, out, ones, rows, columns);
}

}  // namespace tocsin
