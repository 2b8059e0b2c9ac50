using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// Ties lookups to the compilation they serve: its settings, scopes, functions, and places of calls.
/// </summary>
internal static class LookupBinding
{
    private const string CallFailure = "Evaluation Error: Error while evaluating a Function Call, ";

    public static HieraLookup Open(Compilation compilation, Explainer? explainer = null) =>
        new(
            new LookupSettings
            {
                Files = compilation.Environment.Data,
                GlobalConfiguration = compilation.Settings.GlobalHiera,
                EnvironmentDirectory = compilation.Environment.Root,
                EnvironmentName = compilation.EnvironmentName,
                ModuleDirectory = compilation.FindModuleDirectory,
                Strict = compilation.Settings.Strict,
                Explainer = explainer,
                Warn = message => compilation.Log("warning", message),
                Call = (name, arguments) => Call(compilation, name, arguments),
            }
        );

    /// <summary>
    /// A scope as lookups see it; code of defines counts as code of the class that declared them.
    /// </summary>
    public static LookupScope ScopeOf(Scope scope)
    {
        var body = scope.Body;
        while (body is { Kind: ScopeKind.Define, Parent: { } parent })
        {
            body = parent.Body;
        }
        return new LookupScope(body.Kind == ScopeKind.Class ? body.Name : "", scope.Find);
    }

    /// <summary>
    /// Runs a lookup for a call; what goes wrong gets the place of the call where it has none.
    /// </summary>
    public static T At<T>(CallSite site, Func<T> lookup)
    {
        try
        {
            return lookup();
        }
        catch (EvaluationException failure)
            when (!failure.IsSyntax && IsUnplaced(failure.Diagnostic.Reference))
        {
            var reference = failure.Diagnostic.Reference!;
            var placed = CompilerDiagnostics.CallFailed(site, reference.Message);
            throw new EvaluationException(
                failure.Diagnostic with
                {
                    Primary = failure.Diagnostic.Primary ?? placed.Primary,
                    Reference = reference.HasPlace ? placed.Reference : reference,
                }
            );
        }
    }

    /// <summary>Whether a failure is a lookup's own, not one of code that it called.</summary>
    private static bool IsUnplaced(ReferenceWording? reference) =>
        reference is { Place: null }
        && !reference.Message.StartsWith("Evaluation Error:", StringComparison.Ordinal);

    private static Value? Call(Compilation compilation, string name, ImmutableArray<Value> arguments)
    {
        if (name == "new")
        {
            var type =
                arguments[0] as DataType ?? ParseType(compilation.Environment, arguments[0].ToString());
            return type.New(arguments.AsSpan()[1..]);
        }
        var site = new CallSite(name, null, CallSite.FunctionCall);
        try
        {
            return compilation.HasFunction(name)
                ? Calls.Call(site, compilation.TopScope, name, arguments.AsSpan(), null)
                : null;
        }
        catch (EvaluationException failure)
            when (failure.Diagnostic is { Primary: null, Reference: { Place: null } reference }
                && reference.Message.StartsWith(CallFailure, StringComparison.Ordinal)
            )
        {
            // The function was called by no code: the call of the lookup is what failed.
            var wording = LookupDiagnostics.Evaluation(reference.Message[CallFailure.Length..]);
            throw new EvaluationException(failure.Diagnostic with { Reference = wording })
            {
                Ruby = failure.Ruby,
            };
        }
    }

    private static DataType ParseType(PuppetEnvironment environment, string text)
    {
        var parsed = PuppetParser.Parse(new SourceFile("convert_to", text));
        return parsed.HasErrors || parsed.Program.Body is not { } body
            ? throw new EvaluationException(
                LookupDiagnostics.NotAType(
                    text,
                    parsed.Diagnostics[0].Reference?.Message ?? parsed.Diagnostics[0].Message
                )
            )
            : TypeExpressions.Evaluate(environment, body, isAlias: true);
    }
}
