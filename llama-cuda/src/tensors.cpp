#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>

#include "kernels.h"
#include "operators.h"

namespace tocsin {
namespace {

template <typename T>
T* data(const Tensor& tensor) {
  return tensor.defined() ? static_cast<T*>(tensor.data_ptr()) : nullptr;
}

void check(const Tensor& x, int64_t dimensions, const char* name) {
  TORCH_CHECK(x.is_cuda() && x.is_contiguous() && x.dim() == dimensions, "tocsin: expected ", name,
              " contiguous on a GPU with ", dimensions, " dimensions, found ", x.sizes(), " on ", x.device());
  TORCH_CHECK(x.size(-1) % 16 == 0, "tocsin: expected a width of ", name, " that 16 divides, found ", x.sizes());
}

// Calls a task with a null pointer of the tensor's type, fp32 or bf16.
template <typename Task>
void with_type(const Tensor& x, Task task) {
  switch (x.scalar_type()) {
    case at::kFloat:
      task(static_cast<float*>(nullptr));
      break;
    case at::kBFloat16:
      task(static_cast<__nv_bfloat16*>(nullptr));
      break;
    default:
      TORCH_CHECK(false, "tocsin: expected fp32 or bf16, found ", x.scalar_type());
  }
  C10_CUDA_KERNEL_LAUNCH_CHECK();
}

cudaStream_t stream() { return c10::cuda::getCurrentCUDAStream(); }

AttentionShape shape_of(const Tensor& qkv, int64_t batch, int64_t heads, int64_t kv_heads) {
  check(qkv, 2, "qkv");
  TORCH_CHECK(qkv.scalar_type() == at::kBFloat16, "tocsin: expected qkv in bf16, found ", qkv.scalar_type());
  const AttentionShape shape{static_cast<int>(qkv.size(0) / batch), static_cast<int>(batch), static_cast<int>(heads),
                             static_cast<int>(kv_heads), static_cast<int>(qkv.size(1) / (heads + 2 * kv_heads))};
  TORCH_CHECK(shape.seq <= kLongestRow, "tocsin: expected at most ", kLongestRow, " positions, found ", shape.seq);
  return shape;
}

}  // namespace

Tensor swiglu(const Tensor& gate_up) {
  check(gate_up, 2, "gate_up");
  const c10::cuda::CUDAGuard guard(gate_up.device());
  const int64_t columns = gate_up.size(1) / 2;
  const Tensor act = at::empty({gate_up.size(0), columns}, gate_up.options());
  with_type(gate_up, [&](auto* type) {
    using T = std::remove_pointer_t<decltype(type)>;
    swiglu(data<const T>(gate_up), data<T>(act), gate_up.size(0), columns, stream());
  });
  return act;
}

Tensor swiglu_backward(const Tensor& gate_up, const Tensor& d_act) {
  const c10::cuda::CUDAGuard guard(gate_up.device());
  const Tensor d_gate_up = at::empty_like(gate_up);
  with_type(gate_up, [&](auto* type) {
    using T = std::remove_pointer_t<decltype(type)>;
    swiglu_backward(data<const T>(gate_up), data<const T>(d_act), data<T>(d_gate_up), d_act.size(0), d_act.size(1),
                    stream());
  });
  return d_gate_up;
}

Tensor dropout(const Tensor& x, const Tensor& rows, const Tensor& columns, int64_t least, double scale) {
  check(x, 2, "x");
  TORCH_CHECK(rows.scalar_type() == at::kInt && columns.scalar_type() == at::kInt && rows.numel() == x.size(0) &&
                  columns.numel() == x.size(1) && rows.is_contiguous() && columns.is_contiguous(),
              "tocsin: expected contiguous int32 keys of the rows and columns of ", x.sizes(), ", found ", rows.sizes(),
              " and ", columns.sizes());
  const c10::cuda::CUDAGuard guard(x.device());
  const Tensor y = at::empty_like(x);
  with_type(x, [&](auto* type) {
    using T = std::remove_pointer_t<decltype(type)>;
    dropout(data<const T>(x), data<const int32_t>(rows), data<const int32_t>(columns), data<T>(y),
            static_cast<int32_t>(least), static_cast<float>(scale), x.size(0), x.size(1), stream());
  });
  return y;
}

std::tuple<Tensor, Tensor, Tensor> residual_norm(const Tensor& x, const std::optional<Tensor>& y, const Tensor& weight,
                                                 double epsilon) {
  check(x, 2, "x");
  const c10::cuda::CUDAGuard guard(x.device());
  const Tensor other = y.value_or(Tensor());
  if (y) {
    check(other, 2, "y");
  }
  const Tensor sum = y ? at::empty_like(x) : x;
  const Tensor normed = at::empty_like(x);
  const Tensor rstd = at::empty({x.size(0)}, x.options().dtype(at::kFloat));
  with_type(x, [&](auto* type) {
    using T = std::remove_pointer_t<decltype(type)>;
    residual_norm(data<const T>(x), data<const T>(other), data<const T>(weight), data<T>(sum), data<T>(normed),
                  data<float>(rstd), x.size(0), x.size(1), static_cast<float>(epsilon), stream());
  });
  return {sum, normed, rstd};
}

Tensor residual_norm_backward(const Tensor& sum, const Tensor& weight, const Tensor& rstd, const Tensor& d_sum,
                              const Tensor& d_normed) {
  const c10::cuda::CUDAGuard guard(sum.device());
  const Tensor residual = d_sum.defined() ? d_sum.contiguous() : d_sum;
  const Tensor gradient = d_normed.contiguous();
  const Tensor d_x = at::empty_like(sum);
  with_type(sum, [&](auto* type) {
    using T = std::remove_pointer_t<decltype(type)>;
    residual_norm_backward(data<const T>(sum), data<const T>(weight), data<const float>(rstd), data<const T>(residual),
                           data<const T>(gradient), data<T>(d_x), sum.size(0), sum.size(1), stream());
  });
  return d_x;
}

Tensor attention(const Tensor& qkv, const Tensor& cos, const Tensor& sin, int64_t batch, int64_t heads,
                 int64_t kv_heads) {
  const AttentionShape shape = shape_of(qkv, batch, heads, kv_heads);
  const c10::cuda::CUDAGuard guard(qkv.device());
  const Tensor out = at::empty({qkv.size(0), heads * shape.head_dim}, qkv.options());
  using T = __nv_bfloat16;
  attention(data<const T>(qkv), data<const T>(cos), data<const T>(sin), data<T>(out), shape, stream());
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return out;
}

Tensor attention_backward(const Tensor& qkv, const Tensor& cos, const Tensor& sin, const Tensor& d_out, int64_t batch,
                          int64_t heads, int64_t kv_heads) {
  const AttentionShape shape = shape_of(qkv, batch, heads, kv_heads);
  const c10::cuda::CUDAGuard guard(qkv.device());
  const Tensor d_qkv = at::empty_like(qkv);
  using T = __nv_bfloat16;
  attention_backward(data<const T>(qkv), data<const T>(cos), data<const T>(sin), data<const T>(d_out), data<T>(d_qkv),
                     shape, stream());
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return d_qkv;
}

}  // namespace tocsin
