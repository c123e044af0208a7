// Tiles of a row's queries, keys and values in shared memory, and products of 16 x 8 x 16 on them by tensor cores.
#pragma once

#include "numbers.cuh"

namespace tocsin {

using bf16 = __nv_bfloat16;

// Four warps, each of which owns 16 of the 64 positions.
constexpr int kAttentionThreads = 128;

// Sixteen bytes more than the numbers, so that eight rows lie in different banks.
template <int kColumns>
constexpr int kPitch = kColumns + 8;

template <int kColumns>
using Tile = bf16[kLongestRow][kPitch<kColumns>];

// Accumulators of a product: 16 rows, eight columns for each index. A lane holds two neighbours of row lane / 4, then two of
// row lane / 4 + 8.
template <int kColumns>
using Sums = float[kColumns / 8][4];

struct Fragment {
  uint32_t words[4];
};

__device__ inline uint32_t shared_address(const bf16* at) {
  return static_cast<uint32_t>(__cvta_generic_to_shared(at));
}

// The 16 x 16 numbers from (row, column) on, as four matrices of 8 x 8: left, lower left, right, lower right.
template <int kColumns>
__device__ inline Fragment fragment(const Tile<kColumns>& tile, int row, int column) {
  const int lane = threadIdx.x % 32;
  Fragment f;
  asm volatile("ldmatrix.sync.aligned.m8n8.x4.shared.b16 {%0, %1, %2, %3}, [%4];"
               : "=r"(f.words[0]), "=r"(f.words[1]), "=r"(f.words[2]), "=r"(f.words[3])
               : "r"(shared_address(&tile[row + lane % 16][column + lane / 16 * 8])));
  return f;
}

// The same, each of the four turned over its diagonal.
template <int kColumns>
__device__ inline Fragment turned(const Tile<kColumns>& tile, int row, int column) {
  const int lane = threadIdx.x % 32;
  Fragment f;
  asm volatile("ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {%0, %1, %2, %3}, [%4];"
               : "=r"(f.words[0]), "=r"(f.words[1]), "=r"(f.words[2]), "=r"(f.words[3])
               : "r"(shared_address(&tile[row + lane % 16][column + lane / 16 * 8])));
  return f;
}

// sums += a b, b [16, 8] as two words
__device__ inline void multiply(float (&sums)[4], const Fragment& a, uint32_t b0, uint32_t b1) {
  asm volatile(
      "mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, "
      "{%0, %1, %2, %3};"
      : "+f"(sums[0]), "+f"(sums[1]), "+f"(sums[2]), "+f"(sums[3])
      : "r"(a.words[0]), "r"(a.words[1]), "r"(a.words[2]), "r"(a.words[3]), "r"(b0), "r"(b1));
}

__device__ inline uint32_t rounded(float low, float high) {
  const __nv_bfloat162 pair = __floats2bfloat162_rn(low, high);
  return *reinterpret_cast<const uint32_t*>(&pair);
}

// Sixteen columns of sums, as the left factor of another product.
template <int kColumns>
__device__ inline Fragment as_left(const Sums<kColumns>& sums, int column) {
  const float(&l)[4] = sums[column / 8];
  const float(&r)[4] = sums[column / 8 + 1];
  return {{rounded(l[0], l[1]), rounded(l[2], l[3]), rounded(r[0], r[1]), rounded(r[2], r[3])}};
}

// sums [16, keys up to the warp's last] += rows of left · rows of right transposed
template <int kHeadDim>
__device__ void scores(Sums<kLongestRow>& sums, const Tile<kHeadDim>& left, const Tile<kHeadDim>& right, int first_row) {
#pragma unroll
  for (int d = 0; d < kHeadDim; d += 16) {
    const Fragment a = fragment<kHeadDim>(left, first_row, d);
#pragma unroll
    for (int key = 0; key < kLongestRow; key += 16) {
      if (key <= first_row) {
        const Fragment b = fragment<kHeadDim>(right, key, d);
        multiply(sums[key / 8], a, b.words[0], b.words[2]);
        multiply(sums[key / 8 + 1], a, b.words[1], b.words[3]);
      }
    }
  }
}

// sums [16, kColumns] += left [16, 16] · the tile's sixteen rows from row on, columns from column on
template <int kColumns, int kHeadDim>
__device__ void add_product(Sums<kColumns>& sums, const Fragment& left, const Tile<kHeadDim>& right, int row,
                            int column) {
#pragma unroll
  for (int d = 0; d < kColumns; d += 16) {
    const Fragment b = turned<kHeadDim>(right, row, column + d);
    multiply(sums[d / 8], left, b.words[0], b.words[1]);
    multiply(sums[d / 8 + 1], left, b.words[2], b.words[3]);
  }
}

// Puts sixteen rows of sums into a tile, rounded.
template <int kColumns, int kPitched>
__device__ void put(const Sums<kColumns>& sums, Tile<kPitched>& tile, int first_row, int column) {
  const int lane = threadIdx.x % 32;
  const int row = first_row + lane / 4;
#pragma unroll
  for (int d = 0; d < kColumns; d += 8) {
    const int at = column + d + lane % 4 * 2;
    *reinterpret_cast<uint32_t*>(&tile[row][at]) = rounded(sums[d / 8][0], sums[d / 8][1]);
    *reinterpret_cast<uint32_t*>(&tile[row + 8][at]) = rounded(sums[d / 8][2], sums[d / 8][3]);
  }
}

// Softmax over the keys that each of sixteen rows may see, of scores that are still to be scaled.
__device__ inline void softmax(Sums<kLongestRow>& sums, int first_row, float scale) {
  const int lane = threadIdx.x % 32;
  const float scale2 = scale * 1.4426950408889634f;
#pragma unroll
  for (int half = 0; half < 2; half++) {
    const int row = first_row + lane / 4 + 8 * half;
    float most = -INFINITY;
#pragma unroll
    for (int i = 0; i < kLongestRow / 8; i++) {
#pragma unroll
      for (int j = 0; j < 2; j++) {
        float& score = sums[i][2 * half + j];
        score = 8 * i + lane % 4 * 2 + j <= row ? score * scale2 : -INFINITY;
        most = fmaxf(most, score);
      }
    }
    most = fmaxf(most, __shfl_xor_sync(~0u, most, 1));
    most = fmaxf(most, __shfl_xor_sync(~0u, most, 2));
    float total = 0;
#pragma unroll
    for (int i = 0; i < kLongestRow / 8; i++) {
#pragma unroll
      for (int j = 0; j < 2; j++) {
        float& score = sums[i][2 * half + j];
        score = exp2f(score - most);
        total += score;
      }
    }
    total += __shfl_xor_sync(~0u, total, 1);
    total += __shfl_xor_sync(~0u, total, 2);
    const float one_over_total = 1.f / total;
#pragma unroll
    for (int i = 0; i < kLongestRow / 8; i++) {
      sums[i][2 * half] *= one_over_total;
      sums[i][2 * half + 1] *= one_over_total;
    }
  }
}

}  // namespace tocsin
