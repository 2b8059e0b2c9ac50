using System.Collections.Immutable;
using System.Globalization;

namespace Bunraku.Text;

/// <summary>
/// A value of a HOCON text before its substitutions are resolved; <see cref="HoconResolver"/> does that.
/// </summary>
internal abstract record HoconNode(Span Span)
{
    /// <summary>The line where the reference says it is.</summary>
    public virtual int Line => Span.Line;

    /// <summary>Whether there is no substitution in it.</summary>
    public abstract bool IsResolved { get; }

    /// <summary>Whether nothing that was given before for the same key counts any more.</summary>
    public virtual bool IgnoresFallback => IsResolved;

    /// <summary>The layers that are merged when substitutions are known, the last given first.</summary>
    protected virtual ImmutableArray<HoconNode> Layers => [this];

    /// <summary>This value given after another for the same key.</summary>
    public HoconNode Over(HoconNode before) =>
        (this, before) switch
        {
            ({ IgnoresFallback: true }, _) => this,
            (HoconObject mine, HoconObject other) => mine.Over(other),
            (HoconObject { IsResolved: true } mine, HoconScalar or HoconList) => mine with
            {
                HidesFallback = true,
            },
            _ => new HoconMerge(Span, [.. Layers, .. before.Layers]),
        };
}

/// <summary>A string, number, boolean or null.</summary>
/// <param name="Text">As it is written into a string it is part of.</param>
internal sealed record HoconScalar(Span Span, object? Value, string Text) : HoconNode(Span)
{
    public bool IsUnquoted { get; init; }

    public override int Line => Span.File.PositionOf(Span.End).Line;

    public override bool IsResolved => true;
}

internal sealed record HoconList(Span Span, ImmutableArray<HoconNode> Items) : HoconNode(Span)
{
    public override bool IsResolved { get; } = Items.All(item => item.IsResolved);
}

/// <summary>A value with the key it belongs to.</summary>
internal sealed record HoconField(Span Key, HoconNode Value);

internal sealed record HoconObject(Span Span, OrderedDictionary<string, HoconField> Fields) : HoconNode(Span)
{
    public bool HidesFallback { get; init; }

    public override bool IsResolved { get; } = Fields.Values.All(field => field.Value.IsResolved);

    public override bool IgnoresFallback => HidesFallback;

    /// <summary>Both objects' keys, this one's first.</summary>
    public HoconObject Over(HoconObject before)
    {
        var fields = new OrderedDictionary<string, HoconField>(Fields);
        foreach (var (key, field) in before.Fields)
        {
            fields[key] = fields.TryGetValue(key, out var mine)
                ? mine with
                {
                    Value = mine.Value.Over(field.Value),
                }
                : field;
        }
        return new(Span, fields) { HidesFallback = before.HidesFallback };
    }

    /// <summary>Gives a key a value; an earlier one lies below it.</summary>
    public static void Give(OrderedDictionary<string, HoconField> fields, string key, HoconField given) =>
        fields[key] = fields.TryGetValue(key, out var before)
            ? given with
            {
                Value = given.Value.Over(before.Value),
            }
            : given;
}

/// <summary>The value of another path: <c>${a.b}</c>, or <c>${?a.b}</c> that may be missing.</summary>
internal sealed record HoconReference(Span Span, ImmutableArray<string> Path, bool IsOptional)
    : HoconNode(Span)
{
    public override bool IsResolved => false;

    public override string ToString() =>
        $"${{{(IsOptional ? "?" : "")}{string.Join('.', Path.Select(HoconText.Key))}}}";
}

/// <summary>Values side by side, at least one of them a substitution.</summary>
internal sealed record HoconConcatenation(Span Span, ImmutableArray<HoconNode> Pieces) : HoconNode(Span)
{
    public override bool IsResolved => false;
}

/// <summary>Values of one key whose merge has to wait for substitutions; the last given first.</summary>
internal sealed record HoconMerge(Span Span, ImmutableArray<HoconNode> Stack) : HoconNode(Span)
{
    public override bool IsResolved => false;

    public override bool IgnoresFallback => Stack[^1].IgnoresFallback;

    protected override ImmutableArray<HoconNode> Layers => Stack;
}

/// <summary>Values as text, for sentences.</summary>
internal static class HoconText
{
    /// <summary>A key of a path, in quotes where it needs them.</summary>
    public static string Key(string key) =>
        key.Length > 0 && key.All(c => char.IsLetterOrDigit(c) || c is '-' or '_') ? key : Quoted(key);

    /// <summary>A value as the reference's sentences show it.</summary>
    public static string Shown(HoconNode node) =>
        node switch
        {
            HoconScalar { Value: string, IsUnquoted: true } => $"Unquoted({Json(node)})",
            HoconScalar { Value: string } => $"Quoted({Json(node)})",
            HoconScalar { Value: bool } => $"ConfigBoolean({Json(node)})",
            HoconScalar { Value: null } => "ConfigNull(null)",
            HoconScalar { Value: long } => $"ConfigInt({Json(node)})",
            HoconScalar => $"ConfigDouble({Json(node)})",
            HoconList => $"SimpleConfigList({Json(node)})",
            HoconObject => $"SimpleConfigObject({Json(node)})",
            _ => Json(node),
        };

    private static string Json(HoconNode node) =>
        node switch
        {
            HoconScalar { Value: string text } => Quoted(text),
            HoconScalar { Value: bool truth } => truth ? "true" : "false",
            HoconScalar { Value: IFormattable number } => number.ToString(null, CultureInfo.InvariantCulture),
            HoconScalar => "null",
            HoconList list => $"[{string.Join(',', list.Items.Select(Json))}]",
            HoconObject hash => "{"
                + string.Join(
                    ',',
                    hash.Fields.OrderBy(field => field.Key, StringComparer.Ordinal)
                        .Select(field => $"{Quoted(field.Key)}:{Json(field.Value.Value)}")
                )
                + "}",
            HoconConcatenation concatenation => string.Concat(concatenation.Pieces.Select(Json)),
            _ => node.ToString(),
        };

    private static string Quoted(string text) =>
        "\""
        + string.Concat(
            text.Select(c =>
                c switch
                {
                    '"' or '\\' => $"\\{c}",
                    '\n' => "\\n",
                    '\t' => "\\t",
                    '\r' => "\\r",
                    '\b' => "\\b",
                    '\f' => "\\f",
                    _ => c.ToString(),
                }
            )
        )
        + "\"";
}
