// The operators that llama.py's forms for a GPU call as ops.tocsin.NAME, with their gradients.
#include "operators.h"

#include <torch/library.h>

namespace tocsin {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

struct Swiglu : Function<Swiglu> {
  static Tensor forward(AutogradContext* context, const Tensor& gate_up) {
    context->save_for_backward({gate_up});
    return swiglu(gate_up);
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    return {swiglu_backward(context->get_saved_variables()[0], gradients[0].contiguous())};
  }
};

struct Dropout : Function<Dropout> {
  static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& rows, const Tensor& columns,
                        int64_t least, double scale) {
    context->save_for_backward({rows, columns});
    context->saved_data["least"] = least;
    context->saved_data["scale"] = scale;
    return dropout(x, rows, columns, least, scale);
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const auto saved = context->get_saved_variables();
    const Tensor d_x = dropout(gradients[0].contiguous(), saved[0], saved[1], context->saved_data["least"].toInt(),
                               context->saved_data["scale"].toDouble());
    return {d_x, Tensor(), Tensor(), Tensor(), Tensor()};
  }
};

struct ResidualNorm : Function<ResidualNorm> {
  static variable_list forward(AutogradContext* context, const Tensor& x, const std::optional<Tensor>& y,
                               const Tensor& weight, double epsilon) {
    auto [sum, normed, rstd] = residual_norm(x, y, weight, epsilon);
    context->save_for_backward({sum, weight, rstd});
    context->saved_data["residual"] = y.has_value();
    context->set_materialize_grads(false);
    return {sum, normed};
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const auto saved = context->get_saved_variables();
    const Tensor d_x = gradients[1].defined()
                           ? residual_norm_backward(saved[0], saved[1], saved[2], gradients[0], gradients[1])
                           : gradients[0];
    const bool residual = context->saved_data["residual"].toBool();
    return {d_x, residual ? d_x : Tensor(), Tensor(), Tensor()};
  }
};

struct Attention : Function<Attention> {
  static Tensor forward(AutogradContext* context, const Tensor& qkv, const Tensor& cos, const Tensor& sin,
                        int64_t batch, int64_t heads, int64_t kv_heads) {
    context->save_for_backward({qkv, cos, sin});
    context->saved_data["shape"] = std::vector<int64_t>{batch, heads, kv_heads};
    return attention(qkv, cos, sin, batch, heads, kv_heads);
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const auto saved = context->get_saved_variables();
    const auto shape = context->saved_data["shape"].toIntVector();
    const Tensor d_qkv = attention_backward(saved[0], saved[1], saved[2], gradients[0].contiguous(), shape[0],
                                            shape[1], shape[2]);
    return {d_qkv, Tensor(), Tensor(), Tensor(), Tensor(), Tensor()};
  }
};

struct Linear : Function<Linear> {
  static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& weight) {
    context->save_for_backward({weight});
    context->saved_data["columns"] = x.size(1);
    return quantised_linear(x, weight);
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const Tensor weight = context->get_saved_variables()[0];
    const int64_t columns = context->saved_data["columns"].toInt();
    return {quantised_linear_backward(weight, columns, gradients[0].contiguous()), Tensor()};
  }
};

struct FeedForward : Function<FeedForward> {
  static Tensor forward(AutogradContext* context, const Tensor& residual, const Tensor& x, const Tensor& gate_up,
                        const Tensor& down) {
    const Tensor gates = quantised_linear(x, gate_up);
    context->save_for_backward({gates, gate_up, down});
    return swiglu_linear(residual, gates, down);
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const auto saved = context->get_saved_variables();
    const Tensor d_x = feed_forward_backward(saved[0], saved[1], saved[2], gradients[0].contiguous());
    return {gradients[0], d_x, Tensor(), Tensor()};
  }
};

bool recorded(const Tensor& x) { return at::GradMode::is_enabled() && x.requires_grad(); }

Tensor swiglu_operator(const Tensor& gate_up) {
  if (recorded(gate_up)) {
    return Swiglu::apply(gate_up);
  }
  at::AutoDispatchBelowADInplaceOrView guard;
  return swiglu(gate_up);
}

Tensor dropout_operator(const Tensor& x, const Tensor& rows, const Tensor& columns, int64_t least, double scale) {
  if (recorded(x)) {
    return Dropout::apply(x, rows, columns, least, scale);
  }
  at::AutoDispatchBelowADInplaceOrView guard;
  return dropout(x, rows, columns, least, scale);
}

std::tuple<Tensor, Tensor> residual_norm_operator(const Tensor& x, const std::optional<Tensor>& y, const Tensor& weight,
                                                  double epsilon) {
  if (recorded(x) || (y && recorded(*y))) {
    const auto results = ResidualNorm::apply(x, y, weight, epsilon);
    return {results[0], results[1]};
  }
  at::AutoDispatchBelowADInplaceOrView guard;
  const auto results = residual_norm(x, y, weight, epsilon);
  return {std::get<0>(results), std::get<1>(results)};
}

Tensor attention_operator(const Tensor& qkv, const Tensor& cos, const Tensor& sin, int64_t batch, int64_t heads,
                          int64_t kv_heads) {
  if (recorded(qkv)) {
    return Attention::apply(qkv, cos, sin, batch, heads, kv_heads);
  }
  at::AutoDispatchBelowADInplaceOrView guard;
  return attention(qkv, cos, sin, batch, heads, kv_heads);
}

Tensor linear_operator(const Tensor& x, const Tensor& weight) {
  if (recorded(x)) {
    return Linear::apply(x, weight);
  }
  at::AutoDispatchBelowADInplaceOrView guard;
  return quantised_linear(x, weight);
}

Tensor feed_forward_operator(const Tensor& residual, const Tensor& x, const Tensor& gate_up, const Tensor& down) {
  if (recorded(residual) || recorded(x)) {
    return FeedForward::apply(residual, x, gate_up, down);
  }
  at::AutoDispatchBelowADInplaceOrView guard;
  return swiglu_linear(residual, quantised_linear(x, gate_up), down);
}

// Raised whenever a signature or its meaning changes: the program asks for the one that it was written for.
int64_t version() { return 2; }

}  // namespace

TORCH_LIBRARY(tocsin, library) {
  library.def("version() -> int", &version);
  library.def("swiglu(Tensor gate_up) -> Tensor", &swiglu_operator);
  library.def("dropout(Tensor x, Tensor rows, Tensor columns, int least, float scale) -> Tensor", &dropout_operator);
  library.def("residual_norm(Tensor x, Tensor? y, Tensor weight, float epsilon) -> (Tensor, Tensor)",
              &residual_norm_operator);
  library.def("attention(Tensor qkv, Tensor cos, Tensor sin, int batch, int heads, int kv_heads) -> Tensor",
              &attention_operator);
  library.def("quantised(Tensor weight) -> Tensor", &quantised);
  library.def("quantised_linear(Tensor x, Tensor weight) -> Tensor", &linear_operator);
  library.def("feed_forward(Tensor residual, Tensor x, Tensor gate_up, Tensor down) -> Tensor", &feed_forward_operator);
}

}  // namespace tocsin
