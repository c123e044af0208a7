#include "numbers.cuh"

namespace tocsin {
namespace {

constexpr int kThreads = 256;

template <typename T>
__global__ void forward(const T* gate_up, T* act, int64_t columns) {
  const int64_t column = (int64_t{blockIdx.y} * kThreads + threadIdx.x) * kWidth<T>;
  if (column >= columns) {
    return;
  }
  const T* row = gate_up + int64_t{blockIdx.x} * 2 * columns + column;
  const auto gate = load(row);
  const auto up = load(row + columns);
  Pack<T> out;
#pragma unroll
  for (int i = 0; i < kWidth<T>; i++) {
    out.values[i] = gate.values[i] * sigmoid(gate.values[i], T{}) * up.values[i];
  }
  store(act + blockIdx.x * columns + column, out);
}

template <typename T>
__global__ void backward(const T* gate_up, const T* d_act, T* d_gate_up, int64_t columns) {
  const int64_t column = (int64_t{blockIdx.y} * kThreads + threadIdx.x) * kWidth<T>;
  if (column >= columns) {
    return;
  }
  const int64_t at = int64_t{blockIdx.x} * 2 * columns + column;
  const auto gate = load(gate_up + at);
  const auto up = load(gate_up + at + columns);
  const auto g = load(d_act + blockIdx.x * columns + column);
  Pack<T> d_gate;
  Pack<T> d_up;
#pragma unroll
  for (int i = 0; i < kWidth<T>; i++) {
    const float s = sigmoid(gate.values[i], T{});
    const float silu = gate.values[i] * s;
    d_up.values[i] = g.values[i] * silu;
    d_gate.values[i] = g.values[i] * up.values[i] * (s + silu * (1.f - s));
  }
  store(d_gate_up + at, d_gate);
  store(d_gate_up + at + columns, d_up);
}

template <typename T>
dim3 grid(int64_t rows, int64_t columns) {
  const int64_t a_block = kThreads * kWidth<T>;
  return dim3(rows, (columns + a_block - 1) / a_block);
}

}  // namespace

template <typename T>
void swiglu(const T* gate_up, T* act, int64_t rows, int64_t columns, cudaStream_t stream) {
  forward<<<grid<T>(rows, columns), kThreads, 0, stream>>>(gate_up, act, columns);
}

template <typename T>
void swiglu_backward(const T* gate_up, const T* d_act, T* d_gate_up, int64_t rows, int64_t columns,
                     cudaStream_t stream) {
  backward<<<grid<T>(rows, columns), kThreads, 0, stream>>>(gate_up, d_act, d_gate_up, columns);
}

template void swiglu(const float*, float*, int64_t, int64_t, cudaStream_t);
template void swiglu(const __nv_bfloat16*, __nv_bfloat16*, int64_t, int64_t, cudaStream_t);
template void swiglu_backward(const float*, const float*, float*, int64_t, int64_t, cudaStream_t);
template void swiglu_backward(const __nv_bfloat16*, const __nv_bfloat16*, __nv_bfloat16*, int64_t, int64_t,
                              cudaStream_t);

}  // namespace tocsin
