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
    public static Catalog Resolve(CompileRequest request, Catalog catalog)
    {
        var compilation = new Compilation(request);
        TopVariables.Fill(compilation);
        var site = new CallSite("call", Origin.At(0, 0), CallSite.FunctionCall);
        var invocation = new Invocation(site, compilation.TopScope, null);
        return catalog with
        {
            Resources = [.. catalog.Resources.Select(resource => Resolve(resource, invocation))],
        };
    }

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

    private static Resource Resolve(Resource resource, Invocation invocation)
    {
        var parameters = resource.Parameters;
        var sensitive = resource.SensitiveParameters;
        for (var i = 0; i < parameters.Length; i++)
        {
            var (name, value) = parameters[i];
            var resolved = Resolve(value, invocation);
            if (resolved is SensitiveValue hidden)
            {
                resolved = hidden.Inner;
                sensitive = sensitive.Contains(name) ? sensitive : sensitive.Add(name);
            }
            parameters = parameters.SetItem(i, KeyValuePair.Create(name, resolved));
        }
        return resource with { Parameters = parameters, SensitiveParameters = sensitive };
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
