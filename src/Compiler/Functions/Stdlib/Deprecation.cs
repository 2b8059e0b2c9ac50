using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

internal sealed class Deprecation() : Function("deprecation")
{
    public override ImmutableArray<string> Aliases => ["stdlib::deprecation"];

    public override ImmutableArray<string> Signatures =>
        ["(String key, String message, Boolean use_strict_setting?)"];

    public override string Doc =>
        """
            Tells that something is out of date: an error or a warning, or nothing, as the setting `strict`
            says; always a warning with `false` as third argument. A warning comes once for each key.
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var (key, message) = (arguments[0].ToString(), arguments[1].ToString());
        var isStrict = arguments.Length < 3 || arguments[2].IsTrue;
        Tell(invocation, key, message, isStrict ? invocation.Compilation.Settings.Strict : Severity.Warning);
        return UndefValue.Instance;
    }

    /// <summary>
    /// The name that a function has in the installed stdlib, when that keeps the old name for those alone who
    /// have not changed yet: since version 9, <c>stdlib::merge</c> for <c>merge</c>.
    /// </summary>
    public static string? MovedTo(PuppetEnvironment environment, string name)
    {
        var moved = $"stdlib::{name}";
        return
            FunctionRoster.Find(moved) is not null
            && environment.FindModule("stdlib") is { } stdlib
            && environment.Files.FileExists(stdlib.In("lib", "puppet", "functions", $"{name}.rb"))
            && (
                environment.Files.FileExists(stdlib.In("lib", "puppet", "functions", "stdlib", $"{name}.rb"))
                || environment.Files.FileExists(stdlib.In("functions", $"{name}.pp"))
            )
            ? moved
            : null;
    }

    /// <summary>The warning of a function that was called by the name it had before.</summary>
    public static void TellOfMove(Invocation invocation, string name)
    {
        if (name != "time")
        {
            var message = $"This function is deprecated, please use stdlib::{name} instead.";
            Tell(invocation, name, message, Severity.Warning);
        }
    }

    /// <summary>
    /// What a function of the installed stdlib that is out of date says: only when it has a wrapper in the
    /// manner of Puppet 4, which is there for that.
    /// </summary>
    public static void TellOf(Invocation invocation, string function, string key, string message)
    {
        var environment = invocation.Compilation.Environment;
        if (
            !invocation.IsQuiet
            && environment.FindModule("stdlib") is { } stdlib
            && environment.Files.FileExists(stdlib.In("lib", "puppet", "functions", $"{function}.rb"))
        )
        {
            Tell(invocation, key, message, invocation.Compilation.Settings.Strict);
        }
    }

    private static void Tell(Invocation invocation, string key, string message, Severity? severity)
    {
        var compilation = invocation.Compilation;
        var frames = compilation
            .Calls.Frames()
            .Take(2)
            .Select(frame => $"""["{frame.File}", {frame.Line}]""");
        var places = frames.Append("").Append("").Take(2);
        var sentence = $"{message} at {string.Join(':', places)}";
        switch (severity)
        {
            case Severity.Error:
                throw invocation.Failure($"deprecation. {key}. {sentence}");
            case null:
                break;
            default:
                compilation.WarnOnce(key, $"{sentence}\n   {Location(compilation.Environment)}");
                break;
        }
    }

    /// <summary>The line of the module that warns, which the reference names.</summary>
    private static string Location(PuppetEnvironment environment)
    {
        var path = environment.FindModule("stdlib")?.In("lib", "puppet", "functions", "deprecation.rb");
        var lines = path is null ? null : environment.Files.ReadText(path)?.Split('\n');
        var line = lines is null ? -1 : Array.FindIndex(lines, text => text.Contains("deprecation_warning("));
        return line < 0
            ? "(file & line not available)"
            : string.Create(CultureInfo.InvariantCulture, $"(location: {path}:{line + 1}:in `deprecation')");
    }
}
