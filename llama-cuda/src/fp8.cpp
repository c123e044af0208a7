// Products with a frozen base in fp8: e4m3, a scale for each row of the weights and for each token.
#include <ATen/cuda/CUDAContextLight.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>

#include "kernels.h"
#include "operators.h"
#include "product.h"

namespace tocsin {
namespace {

cudaStream_t stream() { return c10::cuda::getCurrentCUDAStream(); }

const __nv_bfloat16* bf16(const Tensor& x) {
  TORCH_CHECK(x.is_cuda() && x.is_contiguous() && x.scalar_type() == at::kBFloat16 && x.size(-1) % 16 == 0,
              "tocsin: expected bf16, contiguous on a GPU, of a width that 16 divides, found ", x.scalar_type(),
              x.sizes(), " on ", x.device());
  return static_cast<const __nv_bfloat16*>(x.data_ptr());
}

Quantised quantise(const Tensor& x, const float* factor) {
  const Quantised q = Quantised::empty(x, x.size(0), x.size(1));
  tocsin::quantise(bf16(x), factor, q.bytes(), q.scale(), q.rows, q.columns, stream());
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return q;
}

// d_y W, of d_y times W's scales. Tensor cores multiply rows by rows, so W's bytes are turned.
Tensor product_of_gradient(const Quantised& d_y, const Quantised& weight) {
  const Quantised turned = Quantised::empty(weight.packed, weight.columns, weight.rows);
  transpose(weight.bytes(), turned.bytes(), turned.scale(), weight.rows, weight.columns, stream());
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return product(d_y, turned, Tensor());
}

}  // namespace

Tensor quantised(const Tensor& weight) {
  const c10::cuda::CUDAGuard guard(weight.device());
  TORCH_CHECK(at::cuda::getCurrentDeviceProperties()->major >= 9,
              "tocsin: fp8 with a scale for each row takes a GPU of compute capability 9.0 or newer");
  return quantise(weight, nullptr).packed;
}

Tensor quantised_linear(const Tensor& x, const Tensor& weight) {
  const c10::cuda::CUDAGuard guard(x.device());
  return product(quantise(x, nullptr), Quantised::of(weight, x.size(1)), Tensor());
}

Tensor quantised_linear_backward(const Tensor& weight, int64_t columns, const Tensor& d_y) {
  const c10::cuda::CUDAGuard guard(d_y.device());
  const Quantised w = Quantised::of(weight, columns);
  return product_of_gradient(quantise(d_y, w.scale()), w);
}

Tensor swiglu_linear(const Tensor& residual, const Tensor& gates, const Tensor& weight) {
  const c10::cuda::CUDAGuard guard(gates.device());
  const Quantised act = Quantised::empty(gates, gates.size(0), gates.size(1) / 2);
  swiglu_quantised(bf16(gates), act.bytes(), act.scale(), act.rows, act.columns, stream());
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return product(act, Quantised::of(weight, act.columns), residual);
}

Tensor feed_forward_backward(const Tensor& gates, const Tensor& gate_up, const Tensor& down, const Tensor& d_y) {
  const c10::cuda::CUDAGuard guard(gates.device());
  const int64_t columns = gates.size(1) / 2;
  const Tensor d_act = quantised_linear_backward(down, columns, d_y);
  const Quantised w = Quantised::of(gate_up, d_y.size(1));
  const Quantised d_gates = Quantised::empty(gates, gates.size(0), gates.size(1));
  swiglu_backward_quantised(bf16(gates), bf16(d_act), w.scale(), d_gates.bytes(), d_gates.scale(), d_gates.rows, columns,
                            stream());
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return product_of_gradient(d_gates, w);
}

}  // namespace tocsin
