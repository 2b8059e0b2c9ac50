using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>One catalog in the making: the environment, the node with its facts, the catalog so far, the log.</summary>
public abstract class Compilation
{
    public abstract Facts Facts { get; }

    /// <summary>Adds a line to the log that belongs to the catalog: <c>notice</c>, <c>warning</c> …</summary>
    public abstract void Log(string level, string message);
}
