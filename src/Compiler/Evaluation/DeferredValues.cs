using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// Calls put off with <c>Deferred</c>: made when asked for, or for all of a catalog before it is applied.
/// </summary>
public static class DeferredValues
{
    private static readonly SourceFile Origin = new("catalog", "");

    /// <summary>
    /// A catalog with every deferred call made; those inside sensitive values stay sensitive.
    /// </summary>
    /// <exception cref="DiagnosticException">A call failed; each that did is told.</exception>
    public static Catalog Resolve(CompileRequest request, Catalog catalog)
    {
        if (!AreIn(catalog))
        {
            return catalog;
        }
        var compilation = new Compilation(request);
        TopVariables.Fill(compilation);
        var site = new CallSite("call", Origin.At(0, 0), CallSite.FunctionCall);
        var invocation = new Invocation(site, compilation.TopScope, null);
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        var resources = catalog
            .Resources.Select(resource => Resolve(resource, invocation, problems))
            .ToList();
        return problems.Count == 0
            ? catalog with
            {
                Resources = [.. resources],
            }
            : throw new DiagnosticException(problems.ToImmutable());
    }

    /// <summary>Whether a call of a catalog is still to be made.</summary>
    public static bool AreIn(Catalog catalog) =>
        catalog.Resources.Any(resource => resource.Parameters.Any(p => IsDeferred(p.Value)));

    private static bool IsDeferred(Value value) =>
        value switch
        {
            ObjectValue call => call.Type.Equals(BuiltInTypes.Deferred),
            ArrayValue list => list.Items.Any(IsDeferred),
            HashValue hash => hash.Pairs.Any(entry => IsDeferred(entry.Key) || IsDeferred(entry.Value)),
            SensitiveValue hidden => IsDeferred(hidden.Inner),
            _ => false,
        };

    /// <summary>
    /// The functions that a value's deferred calls name, those in arguments before the one that takes them.
    /// A deferred value may also be that of a variable.
    /// </summary>
    internal static IEnumerable<string> Functions(Value value) =>
        value switch
        {
            ObjectValue call when call.Type.Equals(BuiltInTypes.Deferred) =>
            [
                .. Functions(call.Find("arguments") ?? UndefValue.Instance),
                .. call.Find("name")!.ToString() is var name && name.StartsWith('$')
                    ? ImmutableArray<string>.Empty
                    : [name],
            ],
            ArrayValue list => list.Items.SelectMany(Functions),
            HashValue hash => hash.Pairs.SelectMany(entry =>
                Functions(entry.Key).Concat(Functions(entry.Value))
            ),
            SensitiveValue hidden => Functions(hidden.Inner),
            _ => [],
        };

    /// <summary>A value with the deferred calls in it made, in the top scope.</summary>
    internal static Value Resolve(Value value, Invocation invocation) =>
        value switch
        {
            ObjectValue call when call.Type.Equals(BuiltInTypes.Deferred) => Call(call, invocation),
            ArrayValue list => ArrayValue.Of(list.Items.Select(item => Resolve(item, invocation))),
            HashValue hash => HashValue.Of(
                hash.Pairs.Select(entry =>
                    KeyValuePair.Create(Resolve(entry.Key, invocation), Resolve(entry.Value, invocation))
                )
            ),
            SensitiveValue hidden => new SensitiveValue(Resolve(hidden.Inner, invocation)),
            _ => value,
        };

    private static Resource Resolve(
        Resource resource,
        Invocation invocation,
        ImmutableArray<Diagnostic>.Builder problems
    )
    {
        var parameters = resource.Parameters;
        var sensitive = resource.SensitiveParameters;
        for (var i = 0; i < parameters.Length; i++)
        {
            var (name, value) = parameters[i];
            Value resolved;
            try
            {
                resolved = Resolve(value, invocation);
            }
            catch (EvaluationException failure)
            {
                var place = PlaceOf(resource, invocation.Compilation.Environment.Files);
                problems.Add(
                    CatalogDiagnostics.DeferredFailed(resource.Reference, name, failure.Diagnostic, place)
                );
                continue;
            }
            if (resolved is SensitiveValue hidden)
            {
                resolved = hidden.Inner;
                sensitive = sensitive.Contains(name) ? sensitive : sensitive.Add(name);
            }
            parameters = parameters.SetItem(i, KeyValuePair.Create(name, resolved));
        }
        return resource with { Parameters = parameters, SensitiveParameters = sensitive };
    }

    /// <summary>The line that declares a resource, when it is in a file.</summary>
    private static Span? PlaceOf(Resource resource, EnvironmentFiles files)
    {
        if (resource.File is not { } path || files.ReadText(path) is not { } text)
        {
            return null;
        }
        var source = new SourceFile(path, text);
        if (resource.Line < 1 || resource.Line > source.LineCount)
        {
            return null;
        }
        var start = source.StartOf(resource.Line);
        var line = source.Line(resource.Line);
        return source.At(start + line.Length - line.TrimStart().Length, start + line.Length);
    }

    /// <summary>
    /// What the function of a call says it returns; null, with a warning, when it says nothing.
    /// </summary>
    internal static DataType? ReturnType(ObjectValue call, Scope scope)
    {
        var name = call.Find("name")!.ToString();
        if (name.StartsWith('$') || !scope.Compilation.HasFunction(name))
        {
            return null;
        }
        var arguments = call.Find("arguments") is ArrayValue given ? given.Items : [];
        if (!Calls.TryFindReturnType(scope, name, arguments.AsSpan(), out var type))
        {
            throw DataTypeException.Runtime(
                $"No matching arity found for {name} with arguments "
                    + RubyText.Inspect(new ArrayValue(arguments))
            );
        }
        if (type is null)
        {
            scope.Compilation.WarnOnce(
                $"Deferred function {name} has no return_type, unable to guarantee value type during "
                    + "compilation.\n   (file & line not available)"
            );
        }
        return type;
    }

    private static Value Call(ObjectValue call, Invocation invocation)
    {
        var name = call.Find("name")!.ToString();
        var arguments = call.Find("arguments") is ArrayValue given
            ? ((ArrayValue)Resolve(given, invocation)).Items
            : [];
        var top = new Invocation(invocation.Site, invocation.Compilation.TopScope, null);
        if (!name.StartsWith('$'))
        {
            return top.CallFunction(name, arguments.AsSpan());
        }
        var value = top.Scope.Find(name[1..]) ?? UndefValue.Instance;
        return arguments.IsEmpty ? value : top.CallFunction("dig", arguments.Insert(0, value).AsSpan());
    }
}
