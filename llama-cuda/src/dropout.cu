#include "numbers.cuh"

namespace tocsin {
namespace {

constexpr int kThreads = 256;

template <typename T>
__global__ void drop(const T* x, const int32_t* row_keys, const int32_t* column_keys, T* y, int32_t least, float scale,
                     int64_t columns) {
  const int64_t column = (int64_t{blockIdx.y} * kThreads + threadIdx.x) * kWidth<T>;
  if (column >= columns) {
    return;
  }
  const int64_t at = int64_t{blockIdx.x} * columns + column;
  const auto row_key = static_cast<uint32_t>(row_keys[blockIdx.x]);
  auto pack = load(x + at);
#pragma unroll
  for (int i = 0; i < kWidth<T>; i++) {
    const auto hash = static_cast<int32_t>(row_key * static_cast<uint32_t>(column_keys[column + i]));
    pack.values[i] = hash >= least ? pack.values[i] * scale : 0.f;
  }
  store(y + at, pack);
}

}  // namespace

template <typename T>
void dropout(const T* x, const int32_t* row_keys, const int32_t* column_keys, T* y, int32_t least, float scale,
             int64_t rows, int64_t columns, cudaStream_t stream) {
  const int64_t a_block = kThreads * kWidth<T>;
  const dim3 grid(rows, (columns + a_block - 1) / a_block);
  drop<<<grid, kThreads, 0, stream>>>(x, row_keys, column_keys, y, least, scale, columns);
}

template void dropout(const float*, const int32_t*, const int32_t*, float*, int32_t, float, int64_t, int64_t,
                      cudaStream_t);
template void dropout(const __nv_bfloat16*, const int32_t*, const int32_t*, __nv_bfloat16*, int32_t, float, int64_t,
                      int64_t, cudaStream_t);

}  // namespace tocsin
