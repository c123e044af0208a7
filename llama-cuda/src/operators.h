// The kernels on PyTorch's tensors, forward and backward, without a graph. Shapes as in kernels.h.
#pragma once

#include <torch/torch.h>

namespace tocsin {

using at::Tensor;

Tensor swiglu(const Tensor& gate_up);
Tensor swiglu_backward(const Tensor& gate_up, const Tensor& d_act);

// scale * x where rows [tokens, 1] times columns [columns] is least at the least. Its gradient is the same of the gradient.
Tensor dropout(const Tensor& x, const Tensor& rows, const Tensor& columns, int64_t least, double scale);

// -> x + y, or x where y is none; its norm; 1 / rms
std::tuple<Tensor, Tensor, Tensor> residual_norm(const Tensor& x, const std::optional<Tensor>& y, const Tensor& weight,
                                                 double epsilon);
// d_sum may be undefined.
Tensor residual_norm_backward(const Tensor& sum, const Tensor& weight, const Tensor& rstd, const Tensor& d_sum,
                              const Tensor& d_normed);

Tensor attention(const Tensor& qkv, const Tensor& cos, const Tensor& sin, int64_t batch, int64_t heads,
                 int64_t kv_heads);
Tensor attention_backward(const Tensor& qkv, const Tensor& cos, const Tensor& sin, const Tensor& d_out, int64_t batch,
                          int64_t heads, int64_t kv_heads);

// A frozen matrix [rows, columns] in e4m3: its bytes, then its rows' scales in fp32, as one vector of bytes.
Tensor quantised(const Tensor& weight);

// x Wᵀ of x [tokens, columns] in bf16 and a quantised W
Tensor quantised_linear(const Tensor& x, const Tensor& weight);
Tensor quantised_linear_backward(const Tensor& weight, int64_t columns, const Tensor& d_y);

// residual + swiglu(gates) Wᵀ
Tensor swiglu_linear(const Tensor& residual, const Tensor& gates, const Tensor& weight);
// The gradient of swiglu_linear(residual, gates, down) by x, where gates = quantised_linear(x, gate_up)
Tensor feed_forward_backward(const Tensor& gates, const Tensor& gate_up, const Tensor& down, const Tensor& d_y);

}  // namespace tocsin
