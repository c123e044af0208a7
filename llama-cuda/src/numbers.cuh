// Reading, writing and reducing numbers: 16 bytes a thread, arithmetic in fp32.
#pragma once

#include <cuda_fp8.h>

#include "kernels.h"

namespace tocsin {

template <typename T>
struct Pack {
  float values[kWidth<T>];
};

__device__ inline Pack<float> load(const float* from) {
  const float4 raw = *reinterpret_cast<const float4*>(from);
  return {{raw.x, raw.y, raw.z, raw.w}};
}

__device__ inline Pack<__nv_bfloat16> unpack(const uint4& raw) {
  const auto* pairs = reinterpret_cast<const __nv_bfloat162*>(&raw);
  Pack<__nv_bfloat16> pack;
#pragma unroll
  for (int i = 0; i < 4; i++) {
    const float2 pair = __bfloat1622float2(pairs[i]);
    pack.values[2 * i] = pair.x;
    pack.values[2 * i + 1] = pair.y;
  }
  return pack;
}

__device__ inline Pack<__nv_bfloat16> load(const __nv_bfloat16* from) {
  return unpack(*reinterpret_cast<const uint4*>(from));
}

__device__ inline void store(float* to, const Pack<float>& pack) {
  *reinterpret_cast<float4*>(to) = make_float4(pack.values[0], pack.values[1], pack.values[2], pack.values[3]);
}

__device__ inline void store(__nv_bfloat16* to, const Pack<__nv_bfloat16>& pack) {
  uint4 raw;
  auto* pairs = reinterpret_cast<__nv_bfloat162*>(&raw);
#pragma unroll
  for (int i = 0; i < 4; i++) {
    pairs[i] = __floats2bfloat162_rn(pack.values[2 * i], pack.values[2 * i + 1]);
  }
  *reinterpret_cast<uint4*>(to) = raw;
}

// Eight numbers as e4m3, divided by their row's scale.
__device__ inline uint2 e4m3(const Pack<__nv_bfloat16>& pack, float one_over_scale) {
  uint32_t words[2];
#pragma unroll
  for (int i = 0; i < 2; i++) {
    const float* v = pack.values + 4 * i;
    const uint32_t low = __nv_cvt_float2_to_fp8x2(make_float2(v[0] * one_over_scale, v[1] * one_over_scale),
                                                  __NV_SATFINITE, __NV_E4M3);
    const uint32_t high = __nv_cvt_float2_to_fp8x2(make_float2(v[2] * one_over_scale, v[3] * one_over_scale),
                                                   __NV_SATFINITE, __NV_E4M3);
    words[i] = low | high << 16;
  }
  return make_uint2(words[0], words[1]);
}

template <typename Operation>
__device__ inline float over_warp(float value, Operation operation) {
#pragma unroll
  for (int step = 16; step > 0; step /= 2) {
    value = operation(value, __shfl_xor_sync(~0u, value, step));
  }
  return value;
}

// A block's threads all get the result. scratch [33] is free again after the next barrier.
template <typename Operation>
__device__ inline float over_block(float value, Operation operation, float* scratch) {
  value = over_warp(value, operation);
  if (threadIdx.x % 32 == 0) {
    scratch[threadIdx.x / 32] = value;
  }
  __syncthreads();
  if (threadIdx.x < 32) {
    const int warps = blockDim.x / 32;
    value = over_warp(threadIdx.x < warps ? scratch[threadIdx.x] : Operation::kNothing, operation);
    if (threadIdx.x == 0) {
      scratch[32] = value;
    }
  }
  __syncthreads();
  return scratch[32];
}

struct Sum {
  static constexpr float kNothing = 0;
  __device__ float operator()(float a, float b) const { return a + b; }
};

// Of numbers that are not negative.
struct Max {
  static constexpr float kNothing = 0;
  __device__ float operator()(float a, float b) const { return fmaxf(a, b); }
};

// exp is exact enough for fp32's tests; its fast form is exact enough for bf16.
__device__ inline float sigmoid(float x, float) { return 1.f / (1.f + expf(-x)); }
__device__ inline float sigmoid(float x, __nv_bfloat16) { return __fdividef(1.f, 1.f + __expf(-x)); }

}  // namespace tocsin
