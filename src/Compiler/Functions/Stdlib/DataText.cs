using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>YAML and JSON texts as values, with something to fall back to.</summary>
internal static class DataText
{
    /// <summary>Reads the text that is the first argument; the second is what to fall back to.</summary>
    public static Value Parse(
        Invocation invocation,
        string name,
        Func<SourceFile, DataTreeResult> read,
        ReadOnlySpan<Value> arguments
    )
    {
        if (arguments.IsEmpty)
        {
            throw invocation.Failure("Wrong number of arguments. 1 or 2 arguments should be provided.");
        }
        return TextOf(invocation, arguments, out var fallback) is { } text
            ? Read(invocation, read(new SourceFile(name, text)), fallback)
            : fallback;
    }

    /// <summary>Reads a file named by the first argument; the second is what to fall back to.</summary>
    public static Value Load(
        Invocation invocation,
        Func<SourceFile, DataTreeResult> read,
        ReadOnlySpan<Value> arguments
    )
    {
        if (TextOf(invocation, arguments, out var fallback) is not { } path)
        {
            return fallback;
        }
        if (!File.Exists(path))
        {
            invocation.Compilation.Log("warning", $"Can't load '{path}' File does not exist!");
            return fallback;
        }
        return Read(invocation, read(new SourceFile(path, ModuleFiles.ReadText(invocation, path))), fallback);
    }

    /// <summary>The first argument; null when it is no text and there is something to fall back to.</summary>
    private static string? TextOf(Invocation invocation, ReadOnlySpan<Value> arguments, out Value fallback)
    {
        fallback = arguments.Length > 1 ? arguments[1] : UndefValue.Instance;
        return arguments[0] is StringValue { Text: var text } ? text
            : fallback.IsTrue ? null
            : throw invocation.Failure(LegacyArguments.NotText(arguments[0]));
    }

    /// <summary>What was read; the fallback instead of nothing or of a text that cannot be read.</summary>
    private static Value Read(Invocation invocation, DataTreeResult result, Value fallback)
    {
        var problem = result.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == Severity.Error);
        if (problem is not null)
        {
            return fallback.IsTrue ? fallback : throw invocation.Failure(problem.Message);
        }
        var value = result.Tree is null ? UndefValue.Instance : ValueTree.ToValue(result.Tree);
        return value.IsTrue ? value : fallback;
    }
}
