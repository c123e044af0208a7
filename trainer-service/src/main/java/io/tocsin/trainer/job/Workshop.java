package io.tocsin.trainer.job;

import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.data.Categories;
import io.tocsin.store.AdapterStore;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What every job of a trainer works with.
 *
 * @param base stays the caller's to close
 * @param baseName what adapters name as their base: not a path, which would differ between machines
 * @param categories in the order of the head's rows
 * @param store where adapters go
 * @param storePatience how long a store that is away is asked again
 * @param work a directory for what is unfinished
 */
public record Workshop(
    LoadedBase base,
    String baseName,
    Categories categories,
    AdapterStore store,
    Duration storePatience,
    Path work) {}
