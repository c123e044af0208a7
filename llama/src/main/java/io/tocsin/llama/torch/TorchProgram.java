package io.tocsin.llama.torch;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtModel;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A TorchScript program on one device, compiled from text. Methods may be called from several
 * threads at once.
 */
public final class TorchProgram implements AutoCloseable {
  private static final String METHOD = "module_method:";

  private final Model model;
  private final PtSymbolBlock block;

  private TorchProgram(Model model) {
    this.model = model;
    this.block = (PtSymbolBlock) model.getBlock();
  }

  /**
   * Compiles a program.
   *
   * @param className the module class that the code defines
   * @param code TorchScript in its serialized dialect
   * @throws ai.djl.engine.EngineException with PyTorch's message if the code does not compile
   */
  public static TorchProgram compile(String className, String code, Device device) {
    TorchRuntime.start();
    Model model = Model.newInstance(className, device, "PyTorch");
    try {
      byte[] archive = TorchScriptArchive.of(className, code);
      ((PtModel) model).load(new ByteArrayInputStream(archive), false);
      return new TorchProgram(model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedModelException e) {
      throw new IllegalStateException("PyTorch does not read the program " + className, e);
    }
  }

  public Device device() {
    return model.getNDManager().getDevice();
  }

  /** Returns a scope on the program's device: what is made in it is freed when it is closed. */
  public NDManager newScope() {
    return model.getNDManager().newSubManager();
  }

  /** Returns how many tensors are held now in all scopes that are not closed. */
  public int tensors() {
    return model.getNDManager().getManagedArrays().size();
  }

  /** Returns a scope on another device than the program's. */
  public NDManager newScope(Device device) {
    return model.getNDManager().newSubManager(device);
  }

  /**
   * Calls a method whose results take no further part in differentiation.
   *
   * @param scope owns the results
   * @param arguments in order; neighbours named {@code x[]} form one list
   */
  public NDList call(NDManager scope, String method, NDList arguments) {
    return call(scope, method, arguments, false);
  }

  /** Calls a method that differentiates inside. */
  public NDList callWithGradient(NDManager scope, String method, NDList arguments) {
    return call(scope, method, arguments, true);
  }

  private NDList call(NDManager scope, String method, NDList arguments, boolean gradient) {
    // Both switches are kept by each thread on its own.
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(gradient);
    try (NDManager call = scope.newSubManager(Device.cpu())) {
      NDArray marker = call.create(0);
      marker.setName(METHOD + method);
      NDList all = new NDList(arguments.size() + 1);
      all.add(marker);
      all.addAll(arguments);
      // Told to train, DJL leaves the modes alone; told not to, it would return tensors that
      // autograd refuses later.
      NDList results = IValueUtils.forward(block, all, true);
      results.attach(scope);
      return results;
    } finally {
      JniUtils.setGradMode(false);
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
