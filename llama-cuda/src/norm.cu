#include "numbers.cuh"

namespace tocsin {
namespace {

constexpr int kThreads = 256;

// What a thread holds of x + y, rounded as it is stored.
template <typename T>
__device__ Pack<T> added(const T* x, const T* y, T* sum, int64_t at) {
  Pack<T> pack = load(x + at);
  if (y != nullptr) {
    const Pack<T> other = load(y + at);
#pragma unroll
    for (int i = 0; i < kWidth<T>; i++) {
      pack.values[i] = static_cast<float>(static_cast<T>(pack.values[i] + other.values[i]));
    }
    store(sum + at, pack);
  }
  return pack;
}

template <typename T>
__global__ void forward(const T* x, const T* y, const T* weight, T* sum, T* normed, float* rstd, int64_t columns,
                        float epsilon) {
  __shared__ float scratch[33];
  const int64_t row = int64_t{blockIdx.x} * columns;
  float squares = 0;
  for (int64_t c = threadIdx.x * kWidth<T>; c < columns; c += kThreads * kWidth<T>) {
    const Pack<T> pack = added(x, y, sum, row + c);
#pragma unroll
    for (int i = 0; i < kWidth<T>; i++) {
      squares += pack.values[i] * pack.values[i];
    }
  }
  const float scale = rsqrtf(over_block(squares, Sum{}, scratch) / columns + epsilon);
  if (threadIdx.x == 0) {
    rstd[blockIdx.x] = scale;
  }
  const T* source = y == nullptr ? x : sum;
  for (int64_t c = threadIdx.x * kWidth<T>; c < columns; c += kThreads * kWidth<T>) {
    Pack<T> pack = load(source + row + c);
    const Pack<T> w = load(weight + c);
#pragma unroll
    for (int i = 0; i < kWidth<T>; i++) {
      pack.values[i] *= scale * w.values[i];
    }
    store(normed + row + c, pack);
  }
}

// With s = sum, r = 1 / rms(s), g = d_normed * weight: d_x = d_sum + r g - s r^3 mean(g s)
template <typename T>
__global__ void backward(const T* sum, const T* weight, const float* rstd, const T* d_sum, const T* d_normed, T* d_x,
                         int64_t columns) {
  __shared__ float scratch[33];
  const int64_t row = int64_t{blockIdx.x} * columns;
  float product = 0;
  for (int64_t c = threadIdx.x * kWidth<T>; c < columns; c += kThreads * kWidth<T>) {
    const Pack<T> s = load(sum + row + c);
    const Pack<T> g = load(d_normed + row + c);
    const Pack<T> w = load(weight + c);
#pragma unroll
    for (int i = 0; i < kWidth<T>; i++) {
      product += s.values[i] * g.values[i] * w.values[i];
    }
  }
  const float r = rstd[blockIdx.x];
  const float share = over_block(product, Sum{}, scratch) / columns * r * r * r;
  for (int64_t c = threadIdx.x * kWidth<T>; c < columns; c += kThreads * kWidth<T>) {
    const Pack<T> s = load(sum + row + c);
    const Pack<T> g = load(d_normed + row + c);
    const Pack<T> w = load(weight + c);
    Pack<T> out;
#pragma unroll
    for (int i = 0; i < kWidth<T>; i++) {
      out.values[i] = r * g.values[i] * w.values[i] - s.values[i] * share;
    }
    if (d_sum != nullptr) {
      const Pack<T> residual = load(d_sum + row + c);
#pragma unroll
      for (int i = 0; i < kWidth<T>; i++) {
        out.values[i] += residual.values[i];
      }
    }
    store(d_x + row + c, out);
  }
}

}  // namespace

template <typename T>
void residual_norm(const T* x, const T* y, const T* weight, T* sum, T* normed, float* rstd, int64_t rows,
                   int64_t columns, float epsilon, cudaStream_t stream) {
  forward<<<rows, kThreads, 0, stream>>>(x, y, weight, sum, normed, rstd, columns, epsilon);
}

template <typename T>
void residual_norm_backward(const T* sum, const T* weight, const float* rstd, const T* d_sum, const T* d_normed,
                            T* d_x, int64_t rows, int64_t columns, cudaStream_t stream) {
  backward<<<rows, kThreads, 0, stream>>>(sum, weight, rstd, d_sum, d_normed, d_x, columns);
}

#define TOCSIN_FOR(T)                                                                                                \
  template void residual_norm(const T*, const T*, const T*, T*, T*, float*, int64_t, int64_t, float, cudaStream_t); \
  template void residual_norm_backward(const T*, const T*, const float*, const T*, const T*, T*, int64_t, int64_t,  \
                                       cudaStream_t);
TOCSIN_FOR(float)
TOCSIN_FOR(__nv_bfloat16)

}  // namespace tocsin
