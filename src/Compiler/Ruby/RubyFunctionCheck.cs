using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Compiler;

/// <summary>
/// Loads functions and templates of Ruby as a compilation would, without calling them: what cannot be loaded
/// is told before anybody is surprised.
/// </summary>
public sealed class RubyFunctionCheck(PuppetEnvironment environment)
{
    private readonly Compilation compilation = new(new CompileRequest(environment, "localhost"));

    /// <summary>Whether a function is built in, so that the module's own code is not used.</summary>
    public static bool IsNative(string name) =>
        FunctionRoster.All.Any(function =>
            function.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            || function.Aliases.Contains(name, StringComparer.OrdinalIgnoreCase)
        );

    /// <summary>Why a file that defines a function cannot be used, or null.</summary>
    /// <param name="name">The function's name (<c>apache::bool2httpd</c>).</param>
    /// <param name="isLegacy">Whether it is in the manner of Puppet 3.</param>
    public RubyProblem? ProblemOf(string path, string name, bool isLegacy)
    {
        if (environment.RubyPrograms.Find(path) is not { } program)
        {
            return new("the file cannot be read", path, 0);
        }
        if (program.Problem is { } mistake)
        {
            return new(mistake.Message, path, mistake.Primary?.Span.Line ?? 0);
        }
        var site = new CallSite(name, null, CallSite.FunctionCall);
        var invocation = new Invocation(site, compilation.TopScope, null);
        var world = compilation.Ruby;
        try
        {
            world.Complete();
            var function = new RubyFunction(name, program, isLegacy);
            return world.Run<RubyProblem?>(
                invocation,
                path,
                () =>
                    world.Functions.Prepare(function)?.FindMissing(world) is { } method
                        ? new($"a signature names the method `{method}`, which is not there", path, 0)
                        : null
            );
        }
        catch (RubyFailure failure)
        {
            return failure.Place is { } place && Runtime.IsOfUser(place)
                ? new(failure.Message, place.File.Path, place.Line)
                : new(failure.Message, path, 0);
        }
        catch (EvaluationException failure)
        {
            return new(failure.Diagnostic.Message, path, 0);
        }
    }

    /// <summary>Why a template cannot be rendered whatever it is given, or null.</summary>
    public RubyProblem? ProblemOfTemplate(string path)
    {
        var text = environment.Files.ReadText(path);
        var template = text is null ? null : RubyTemplate.Read(new Text.SourceFile(path, text));
        return template is null ? new("the file cannot be read", path, 0)
            : template.Problem is { } mistake ? new(mistake.Message, path, mistake.Primary?.Span.Line ?? 0)
            : null;
    }
}

/// <summary>Why Ruby code cannot be used, and where; line 0 is the file as a whole.</summary>
public sealed record RubyProblem(string Reason, string Path, int Line);
