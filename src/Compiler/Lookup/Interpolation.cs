using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// Puts values in the place of <c>%{…}</c> in data and in paths: variables (with a dotted way into them), and
/// the
/// methods <c>lookup</c>, <c>hiera</c>, <c>alias</c>, <c>scope</c> and <c>literal</c>.
/// </summary>
internal sealed partial class Interpolation(HieraLookup lookup, LookupInvocation invocation)
{
    public static readonly ImmutableArray<string> Methods = ["alias", "hiera", "literal", "lookup", "scope"];

    /// <summary>
    /// The configuration whose paths and options are filled in, where keys cannot be looked up yet; null in
    /// data.
    /// </summary>
    public HieraConfiguration? Configuration { get; init; }

    /// <summary>The place of a string, for what is wrong with it.</summary>
    public Func<string, Span?> PlaceOf { get; init; } = _ => null;

    /// <summary>Told every variable that was read, with its value.</summary>
    public Action<string, Value?>? Remember { get; init; }

    public static bool IsIn(Value value) =>
        value switch
        {
            StringValue text => text.Text.Contains("%{", StringComparison.Ordinal),
            ArrayValue array => array.Items.Any(IsIn),
            HashValue hash => hash.Pairs.Any(entry => IsIn(entry.Key) || IsIn(entry.Value)),
            _ => false,
        };

    public Value Of(Value value) =>
        value switch
        {
            StringValue text => text.Text.Contains("%{", StringComparison.Ordinal)
                ? OfString(text.Text)
                : text,
            ArrayValue array => ArrayValue.Of(array.Items.Select(Of)),
            HashValue hash => HashValue.Of(
                hash.Pairs.Select(entry => KeyValuePair.Create(Of(entry.Key), Of(entry.Value)))
            ),
            _ => value,
        };

    public string OfText(string text) => RubyText.Of(Of(text));

    private Value OfString(string text)
    {
        using var _ = lookup.Explainer?.Enter(new ExplainedInterpolation(text));
        var output = new StringBuilder();
        var at = 0;
        foreach (Match match in Expression().Matches(text))
        {
            output.Append(text, at, match.Index - at);
            at = match.Index + match.Length;
            var expression = match.Groups[1].Value.Trim();
            if (expression.Trim('\'', '"') is "" or "::")
            {
                continue;
            }
            var call = MethodCall().Match(expression);
            var method = call.Success ? call.Groups[1].Value : "scope";
            var key =
                !call.Success ? expression
                : call.Groups[2].Success ? call.Groups[2].Value
                : call.Groups[3].Value;
            if (call.Success && Configuration is { Path: var file })
            {
                throw new EvaluationException(HieraDiagnostics.MethodNotAllowed(PlaceOf(text), file));
            }
            if (method == "alias")
            {
                return match.Length == text.Length
                    ? lookup.FindOrDefault(key, invocation)
                    : throw new EvaluationException(LookupDiagnostics.AliasNotWhole(PlaceOf(text)));
            }
            output.Append(RubyText.Of(Result(method, key, text)));
        }
        return output.Append(text, at, text.Length - at).ToString();
    }

    private Value Result(string method, string key, string text)
    {
        var value = method switch
        {
            "lookup" or "hiera" => lookup.FindOrDefault(key, invocation),
            "scope" => Variable(key, text),
            "literal" => key,
            _ => throw new EvaluationException(LookupDiagnostics.InterpolationMethod(method, PlaceOf(text))),
        };
        // What was put in may itself have something to interpolate.
        return value is null ? UndefValue.Instance
            : IsIn(value) ? invocation.Guarded(method == "scope" ? "scope:" + key : key, () => Of(value))!
            : value;
    }

    /// <summary>The value of a variable by its dotted name, or null.</summary>
    public Value? Variable(string name, string text)
    {
        var key =
            LookupKey.Parse(name)
            ?? throw new EvaluationException(LookupDiagnostics.MalformedKey("string", text, PlaceOf(text)));
        var value = Root(key.Root, text);
        var found = value is null || key.Segments.IsEmpty ? value : key.Dig(value, lookup.Explainer);
        Remember?.Invoke(name, found);
        return found;
    }

    private Value? Root(string name, string text)
    {
        using var _ = lookup.Explainer?.Enter(new ExplainedScope("Global Scope"));
        if (invocation.Override.Find(name) is { } forced)
        {
            lookup.Explainer?.Found(name, forced, ExplainedEvent.FoundInOverrides);
            return forced;
        }
        if (Known(invocation.Scope.Find(name), name, text) is { } value)
        {
            lookup.Explainer?.Found(name, value);
            return value;
        }
        if (invocation.Defaults.Find(name) is { } standing)
        {
            lookup.Explainer?.Found(name, standing, ExplainedEvent.FoundInDefaults);
            return standing;
        }
        return null;
    }

    private Value? Known(Value? value, string name, string text)
    {
        if (value is null && !invocation.Scope.MayBeUnset(name))
        {
            lookup.UnknownVariable(name, PlaceOf(text), Configuration?.File);
        }
        return value;
    }

    [GeneratedRegex(@"%\{([^}]*)\}")]
    private static partial Regex Expression();

    [GeneratedRegex("""^(\w+)\((?:"([^"]+)"|'([^']+)')\)$""")]
    private static partial Regex MethodCall();
}
