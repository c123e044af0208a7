// What the kernels compute. Matrices are row-major and contiguous, pointers 16-byte aligned; rows of tokens
// lie position by position: row = position * batch + row of the batch.
#pragma once

#include <cuda_bf16.h>
#include <cuda_runtime.h>

#include <cstdint>

namespace tocsin {

// Numbers that one thread reads at once.
template <typename T>
constexpr int kWidth = 16 / sizeof(T);

// act [rows, columns] = silu(gate) * up, of gate_up [rows, 2 columns]. Shazeer 2020, GLU Variants.
template <typename T>
void swiglu(const T* gate_up, T* act, int64_t rows, int64_t columns, cudaStream_t stream);

// d_gate_up [rows, 2 columns] of gate_up and d_act [rows, columns].
template <typename T>
void swiglu_backward(const T* gate_up, const T* d_act, T* d_gate_up, int64_t rows, int64_t columns,
                     cudaStream_t stream);

// y [rows, columns] = scale * x where row_keys * column_keys, in 32 bits with a sign, is least at the least; else 0.
// Srivastava et al. 2014, Dropout; Dietzfelbinger et al. 1997, multiplicative hashing.
template <typename T>
void dropout(const T* x, const int32_t* row_keys, const int32_t* column_keys, T* y, int32_t least, float scale,
             int64_t rows, int64_t columns, cudaStream_t stream);

// sum = x + y, normed = sum / rms(sum) * weight, rstd [rows] = 1 / rms(sum). y and sum may be null: sum is x.
// Zhang & Sennrich 2019, RMSNorm.
template <typename T>
void residual_norm(const T* x, const T* y, const T* weight, T* sum, T* normed, float* rstd, int64_t rows,
                   int64_t columns, float epsilon, cudaStream_t stream);

// d_x [rows, columns] = d_sum + the norm's gradient. d_sum may be null. The weight is frozen.
template <typename T>
void residual_norm_backward(const T* sum, const T* weight, const float* rstd, const T* d_sum, const T* d_normed,
                            T* d_x, int64_t rows, int64_t columns, cudaStream_t stream);

struct AttentionShape {
  int seq;
  int batch;
  int heads;
  int kv_heads;
  int head_dim;  // 16, 32, 64 or 128
};

// The longest row that attention takes: its scores are one tile.
constexpr int kLongestRow = 64;

// out [tokens, heads * head_dim] of qkv [tokens, (heads + 2 kv_heads) head_dim]: rotary embedding, then causal attention.
// cos, sin [positions, head_dim], the sine negative in the first half: Su et al. 2021, RoPE.
void attention(const __nv_bfloat16* qkv, const __nv_bfloat16* cos, const __nv_bfloat16* sin, __nv_bfloat16* out,
               const AttentionShape& shape, cudaStream_t stream);

// d_qkv of qkv and d_out; scores are computed anew.
void attention_backward(const __nv_bfloat16* qkv, const __nv_bfloat16* cos, const __nv_bfloat16* sin,
                        const __nv_bfloat16* d_out, __nv_bfloat16* d_qkv, const AttentionShape& shape,
                        cudaStream_t stream);

// x * factor = quantised * scale, with a scale a row that brings the row's largest to 448, the largest of e4m3. factor
// [columns] may be null: then it is 1. Micikevicius et al. 2022, FP8 Formats for Deep Learning.
void quantise(const __nv_bfloat16* x, const float* factor, uint8_t* quantised, float* scale, int64_t rows,
              int64_t columns, cudaStream_t stream);

// quantise(swiglu(gate_up))
void swiglu_quantised(const __nv_bfloat16* gate_up, uint8_t* quantised, float* scale, int64_t rows, int64_t columns,
                      cudaStream_t stream);

// quantise(swiglu_backward(gate_up, d_act) * factor), factor [2 columns]
void swiglu_backward_quantised(const __nv_bfloat16* gate_up, const __nv_bfloat16* d_act, const float* factor,
                               uint8_t* quantised, float* scale, int64_t rows, int64_t columns, cudaStream_t stream);

// out [columns, rows] of bytes [rows, columns], both multiples of 4; and ones [columns].
void transpose(const uint8_t* bytes, uint8_t* out, float* ones, int64_t rows, int64_t columns, cudaStream_t stream);

}  // namespace tocsin
