using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>Keys looked up for a node from outside of its manifests, as the command does.</summary>
public sealed record DataQuery(ImmutableArray<string> Keys)
{
    /// <summary>A strategy's name, or a hash with it and options; null for what the data say.</summary>
    public Value? Merge { get; init; }

    /// <summary>The data type that the value must have, or null.</summary>
    public string? Type { get; init; }

    public Value? Default { get; init; }

    public Explainer? Explainer { get; init; }
}

/// <summary>What was found; or what there is to say about why nothing was.</summary>
/// <param name="Value">The value, or null when there is none.</param>
/// <param name="NotFound">The sentence for keys that nobody has a value for, or null.</param>
public sealed record DataAnswer(Value? Value, Diagnostic? NotFound, CompileResult Compilation)
{
    /// <summary>Which data was used.</summary>
    public ImmutableArray<LookupUse> Uses { get; init; } = [];
}

/// <summary>Looks keys up for a node.</summary>
public static class DataLookup
{
    public static DataAnswer Find(CompileRequest request, DataQuery query)
    {
        Value? value = null;
        Diagnostic? notFound = null;
        ImmutableArray<LookupUse> uses = [];
        var compiled = CatalogCompiler.Compile(
            request,
            compilation =>
            {
                var lookup = LookupBinding.Open(compilation, query.Explainer);
                try
                {
                    value = Find(compilation, lookup, query);
                }
                catch (EvaluationException failure) when (failure.Diagnostic.Code == "key-not-found")
                {
                    notFound = failure.Diagnostic;
                    query.Explainer?.Say(failure.Diagnostic.Reference!.Message);
                }
                catch (EvaluationException failure)
                {
                    var reason = failure.Diagnostic;
                    query.Explainer?.Say(reason.Reference?.Message ?? reason.Message);
                    throw;
                }
                uses = [.. lookup.Trace.Uses];
            }
        );
        return new DataAnswer(value, notFound, compiled) { Uses = uses };
    }

    private static DataType TypeOf(Compilation compilation, string text)
    {
        try
        {
            return TypeExpressions.Parse(compilation.Environment, text);
        }
        catch (DataTypeException misuse)
        {
            var site = new CallSite("lookup", null, CallSite.FunctionCall);
            throw new EvaluationException(CompilerDiagnostics.CallFailed(site, misuse.Message));
        }
    }

    private static Value Find(Compilation compilation, HieraLookup lookup, DataQuery query)
    {
        var asked = new LookupRequest(query.Keys)
        {
            ValueType = query.Type is { } type ? TypeOf(compilation, type) : null,
            Merge = query.Merge,
            Default = query.Default,
        };
        return lookup.Answer(asked, lookup.Invoke(LookupBinding.ScopeOf(compilation.TopScope)));
    }
}
