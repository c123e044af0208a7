// A head's vectors of one row, between global memory and a tile; with or without rotary embedding.
#pragma once

#include "tile.cuh"

namespace tocsin {

// Where one head's vectors of one row lie: at first + position * stride.
struct Head {
  int64_t first;
  int64_t stride;
};

// Rotates pairs (x[c], x[c + half]) by the position's angle, or back. Tables are read at their second half, where the
// sine is positive; the cosine is the same in both.
__device__ inline void rotate(Pack<bf16>& low, Pack<bf16>& high, const Pack<bf16>& cos, const Pack<bf16>& sin,
                              float direction) {
#pragma unroll
  for (int i = 0; i < 8; i++) {
    const float x = low.values[i];
    const float y = high.values[i];
    const float turn = direction * sin.values[i];
    low.values[i] = x * cos.values[i] - y * turn;
    high.values[i] = y * cos.values[i] + x * turn;
  }
}

// What one thread reads of a head's vectors, zeros behind the last: all of it is asked for before any of it is used.
template <int kHeadDim>
struct Share {
  static constexpr int kHalf = kHeadDim / 2;
  static constexpr int kPacks = kHalf / 8;
  static constexpr int kCount = (kLongestRow * kPacks + kAttentionThreads - 1) / kAttentionThreads;

  uint4 low[kCount];
  uint4 high[kCount];

  __device__ static int position(int i) { return (threadIdx.x + i * kAttentionThreads) / kPacks; }
  __device__ static int column(int i) { return threadIdx.x % kPacks * 8; }

  __device__ void read(const bf16* from, Head head, int seq) {
#pragma unroll
    for (int i = 0; i < kCount; i++) {
      low[i] = high[i] = make_uint4(0, 0, 0, 0);
      if (position(i) < seq) {
        const bf16* vector = from + head.first + position(i) * head.stride + column(i);
        low[i] = *reinterpret_cast<const uint4*>(vector);
        high[i] = *reinterpret_cast<const uint4*>(vector + kHalf);
      }
    }
  }

  // The cosines as low, the sines as high, of the vectors' second half.
  __device__ void read_angles(const bf16* cos, const bf16* sin, int seq) {
#pragma unroll
    for (int i = 0; i < kCount; i++) {
      low[i] = high[i] = make_uint4(0, 0, 0, 0);
      if (position(i) < seq) {
        const int angle = position(i) * kHeadDim + kHalf + column(i);
        low[i] = *reinterpret_cast<const uint4*>(cos + angle);
        high[i] = *reinterpret_cast<const uint4*>(sin + angle);
      }
    }
  }

  __device__ void put(Tile<kHeadDim>& tile) const {
#pragma unroll
    for (int i = 0; i < kCount; i++) {
      if (position(i) < kLongestRow) {
        *reinterpret_cast<uint4*>(&tile[position(i)][column(i)]) = low[i];
        *reinterpret_cast<uint4*>(&tile[position(i)][kHalf + column(i)]) = high[i];
      }
    }
  }

  __device__ void put_rotated(Tile<kHeadDim>& tile, const Share& angles) const {
#pragma unroll
    for (int i = 0; i < kCount; i++) {
      if (position(i) < kLongestRow) {
        Pack<bf16> x = unpack(low[i]);
        Pack<bf16> y = unpack(high[i]);
        rotate(x, y, unpack(angles.low[i]), unpack(angles.high[i]), 1);
        store(&tile[position(i)][column(i)], x);
        store(&tile[position(i)][kHalf + column(i)], y);
      }
    }
  }
};

// Writes a head's vectors from row first_row on, thread `index` of `count`; rotated back where cos is given.
template <int kHeadDim>
__device__ void write(const Tile<kHeadDim>& tile, bf16* to, Head head, int first_row, int last_row, const bf16* cos,
                      const bf16* sin, int index, int count) {
  constexpr int kHalf = kHeadDim / 2;
  constexpr int kPacks = kHalf / 8;
  for (int i = index; i < (last_row - first_row) * kPacks; i += count) {
    const int position = first_row + i / kPacks;
    const int c = i % kPacks * 8;
    Pack<bf16> low = load(&tile[position][c]);
    Pack<bf16> high = load(&tile[position][kHalf + c]);
    if (cos != nullptr) {
      const int angle = position * kHeadDim + kHalf + c;
      rotate(low, high, load(cos + angle), load(sin + angle), -1);
    }
    bf16* vector = to + head.first + position * head.stride;
    store(vector + c, low);
    store(vector + kHalf + c, high);
  }
}

}  // namespace tocsin
