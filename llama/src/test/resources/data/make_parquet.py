"""Made the Parquet files beside it, once, by hand, with pyarrow 25.0.1."""

import pyarrow as pa
import pyarrow.parquet as pq

tweets = pa.table({
    "id": pa.array([7, 8, 9], pa.int64()),
    "keyword": pa.array(["flood", None, "fire"], pa.string()),
    "text": pa.array(["Water &amp; mud", "so\nsunny ☀ 🌞", "Wald brennt, größer"], pa.string()),
    "hashtags": pa.array([["a", "b"], [], None], pa.list_(pa.string())),
    "target": pa.array([1, 0, 1], pa.int64()),
})
pq.write_table(tweets, "tweets.snappy.parquet", compression="snappy")
pq.write_table(tweets, "tweets.zstd.parquet", compression="zstd", data_page_version="2.0")
pq.write_table(
    pa.table({"text": pa.array([b"good", b"\xff\xfe"], pa.binary()), "label": ["not", "not"]}),
    "not-utf8.parquet",
)
