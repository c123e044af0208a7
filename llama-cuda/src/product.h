// Matrices in fp8, and their products by cuBLASLt.
#pragma once

#include <torch/torch.h>

namespace tocsin {

constexpr int64_t kScaleBytes = sizeof(float);

// A matrix in e4m3 with a scale for each row, as one vector of bytes: its numbers, then its scales in fp32.
struct Quantised {
  at::Tensor packed;
  int64_t rows;
  int64_t columns;

  // One to be filled.
  static Quantised empty(const at::Tensor& like, int64_t rows, int64_t columns) {
    return {at::empty({rows * (columns + kScaleBytes)}, like.options().dtype(at::kByte)), rows, columns};
  }

  static Quantised of(const at::Tensor& packed, int64_t columns) {
    const int64_t rows = packed.numel() / (columns + kScaleBytes);
    TORCH_CHECK(packed.scalar_type() == at::kByte && rows * (columns + kScaleBytes) == packed.numel(),
                "tocsin: expected a quantised matrix of ", columns, " columns, found ", packed.numel(), " of ",
                packed.scalar_type());
    return {packed, rows, columns};
  }

  uint8_t* bytes() const { return static_cast<uint8_t*>(packed.data_ptr()); }
  float* scale() const { return reinterpret_cast<float*>(bytes() + rows * columns); }
};

// residual + x Wᵀ in bf16; residual may be undefined.
at::Tensor product(const Quantised& x, const Quantised& weight, const at::Tensor& residual);

}  // namespace tocsin
