using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>YAML and JSON texts as values, with something to fall back to.</summary>
internal static class DataText
{
    /// <summary>What was read; the fallback instead of nothing or of a text that cannot be read.</summary>
    public static Value Read(Invocation invocation, DataTreeResult result, Value fallback)
    {
        var problem = result.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == Severity.Error);
        if (problem is not null)
        {
            return fallback.IsTrue ? fallback : throw invocation.Failure(problem.Message);
        }
        var value = result.Tree is null ? UndefValue.Instance : ValueTree.ToValue(result.Tree);
        return value.IsTrue ? value : fallback;
    }

    /// <summary>Reads a file named by the first argument; the second is what to fall back to.</summary>
    public static Value Load(
        Invocation invocation,
        Func<SourceFile, DataTreeResult> read,
        ReadOnlySpan<Value> arguments
    )
    {
        var fallback = arguments.Length > 1 ? arguments[1] : UndefValue.Instance;
        if (arguments[0] is not StringValue { Text: var path })
        {
            return fallback.IsTrue
                ? fallback
                : throw invocation.Failure(LegacyArguments.NotText(arguments[0]));
        }
        if (!File.Exists(path))
        {
            invocation.Compilation.Log("warning", $"Can't load '{path}' File does not exist!");
            return fallback;
        }
        return Read(invocation, read(new SourceFile(path, ModuleFiles.ReadText(invocation, path))), fallback);
    }
}
