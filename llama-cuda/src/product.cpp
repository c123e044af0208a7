// PyTorch's own operator, _scaled_mm, asks cuBLASLt anew at every call how to multiply: that takes the host longer than a
// small product takes the GPU. Here the answer is kept for each shape. It also adds no residual.
#include "product.h"

#include <ATen/cuda/CUDAContextLight.h>
#include <c10/cuda/CUDAStream.h>
#include <cublasLt.h>

#include <map>
#include <mutex>
#include <tuple>

namespace tocsin {
namespace {

constexpr size_t kWorkspaceBytes = 32 << 20;

void check(cublasStatus_t status, const char* what) {
  TORCH_CHECK(status == CUBLAS_STATUS_SUCCESS, "tocsin: cuBLASLt, ", what, ": ", cublasLtGetStatusString(status));
}

// cuBLASLt's matrices are column-major: it computes Dᵀ [out, tokens] = W [out, in] xᵀ [in, tokens].
struct Layouts {
  cublasLtMatrixLayoutOpaque_t weight, x, result;

  Layouts(int64_t tokens, int64_t out, int64_t in) {
    check(cublasLtMatrixLayoutInit(&weight, CUDA_R_8F_E4M3, in, out, in), "layout");
    check(cublasLtMatrixLayoutInit(&x, CUDA_R_8F_E4M3, in, tokens, in), "layout");
    check(cublasLtMatrixLayoutInit(&result, CUDA_R_16BF, out, tokens, out), "layout");
  }
};

struct Operation {
  cublasLtMatmulDescOpaque_t description;

  Operation(const float* weight_scale, const float* x_scale) {
    check(cublasLtMatmulDescInit(&description, CUBLAS_COMPUTE_32F, CUDA_R_32F), "description");
    set(CUBLASLT_MATMUL_DESC_TRANSA, CUBLAS_OP_T);
    set(CUBLASLT_MATMUL_DESC_FAST_ACCUM, int8_t{1});
    set(CUBLASLT_MATMUL_DESC_A_SCALE_MODE, int32_t{CUBLASLT_MATMUL_MATRIX_SCALE_OUTER_VEC_32F});
    set(CUBLASLT_MATMUL_DESC_B_SCALE_MODE, int32_t{CUBLASLT_MATMUL_MATRIX_SCALE_OUTER_VEC_32F});
    set(CUBLASLT_MATMUL_DESC_A_SCALE_POINTER, weight_scale);
    set(CUBLASLT_MATMUL_DESC_B_SCALE_POINTER, x_scale);
  }

  template <typename T>
  void set(cublasLtMatmulDescAttributes_t attribute, T value) {
    check(cublasLtMatmulDescSetAttribute(&description, attribute, &value, sizeof(value)), "attribute");
  }
};

cublasLtMatmulAlgo_t ask(cublasLtHandle_t handle, Operation& operation, Layouts& layouts) {
  cublasLtMatmulPreferenceOpaque_t preference;
  check(cublasLtMatmulPreferenceInit(&preference), "preference");
  const size_t workspace = kWorkspaceBytes;
  check(cublasLtMatmulPreferenceSetAttribute(&preference, CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES, &workspace,
                                             sizeof(workspace)),
        "workspace");
  cublasLtMatmulHeuristicResult_t found = {};
  int count = 0;
  const cublasStatus_t status =
      cublasLtMatmulAlgoGetHeuristic(handle, &operation.description, &layouts.weight, &layouts.x, &layouts.result,
                                     &layouts.result, &preference, 1, &found, &count);
  TORCH_CHECK(status == CUBLAS_STATUS_SUCCESS && count == 1,
              "tocsin: this GPU or its cuBLASLt multiplies no fp8 with a scale for each row: it takes a GPU of compute "
              "capability 9.0 and CUDA 12.9, or newer");
  return found.algo;
}

// How to multiply matrices of a shape on a device.
using Shape = std::tuple<int, int64_t, int64_t, int64_t, bool>;

cublasLtMatmulAlgo_t algorithm(const Shape& shape, cublasLtHandle_t handle, Operation& operation, Layouts& layouts) {
  static std::mutex mutex;
  static std::map<Shape, cublasLtMatmulAlgo_t> known;
  const std::lock_guard<std::mutex> lock(mutex);
  const auto place = known.find(shape);
  if (place != known.end()) {
    return place->second;
  }
  return known[shape] = ask(handle, operation, layouts);
}

}  // namespace

at::Tensor product(const Quantised& x, const Quantised& weight, const at::Tensor& residual) {
  const at::TensorOptions options = x.packed.options();
  const at::Tensor result = at::empty({x.rows, weight.rows}, options.dtype(at::kBFloat16));
  const at::Tensor workspace = at::empty({static_cast<int64_t>(kWorkspaceBytes)}, options);
  Operation operation(weight.scale(), x.scale());
  Layouts layouts(x.rows, weight.rows, x.columns);
  const cublasLtHandle_t handle = at::cuda::getCurrentCUDABlasLtHandle();
  const bool adds = residual.defined();
  const Shape shape{x.packed.get_device(), x.rows, weight.rows, x.columns, adds};
  const cublasLtMatmulAlgo_t algo = algorithm(shape, handle, operation, layouts);
  const float one = 1;
  const float beta = adds ? 1 : 0;
  const void* added = adds ? residual.const_data_ptr() : result.const_data_ptr();
  check(cublasLtMatmul(handle, &operation.description, &one, weight.bytes(), &layouts.weight, x.bytes(), &layouts.x,
                       &beta, added, &layouts.result, result.data_ptr(), &layouts.result, &algo, workspace.data_ptr(),
                       kWorkspaceBytes, c10::cuda::getCurrentCUDAStream()),
        "product");
  return result;
}

}  // namespace tocsin
