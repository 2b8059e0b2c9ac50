using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>Strings that one of the patterns matches.</summary>
public sealed class PatternType : DataType
{
    public static readonly PatternType Default = new();

    private readonly Lazy<ImmutableArray<RubyRegex>> regexes;

    public PatternType()
        : this([]) { }

    public PatternType(IEnumerable<string> patterns)
    {
        Patterns = [.. patterns.Distinct()];
        regexes = new(() => [.. Patterns.Select(RubyRegex.Of)]);
    }

    public override string Name => "Pattern";

    /// <summary>In Ruby's syntax, without slashes.</summary>
    public ImmutableArray<string> Patterns { get; }

    public override bool IsInstance(Value value) => value is StringValue text && Matches(text.Text);

    private bool Matches(string text) =>
        Patterns.IsEmpty || regexes.Value.Any(regex => regex.Regex.IsMatch(text));

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other switch
        {
            PatternType type => Patterns.IsEmpty || Equals(type),
            StringType { Value: { } text } => Matches(text),
            EnumType { Values: { IsEmpty: false } values } => values.All(Matches),
            StringType or EnumType => Patterns.IsEmpty,
            _ => false,
        };

    public override DataType WithParameters(ReadOnlySpan<Value> parameters)
    {
        var flat = TypeParameters.Flatten(parameters);
        TypeParameters.CheckCount(this, flat.Length, 1, int.MaxValue);
        var patterns = new List<string>();
        for (var i = 0; i < flat.Length; i++)
        {
            patterns.AddRange(
                flat[i] switch
                {
                    StringValue text => [text.Text],
                    RegexpValue regexp => [regexp.Pattern],
                    RegexpType type => [type.Pattern ?? ""],
                    PatternType type => type.Patterns,
                    var other => throw DataTypeException.BadKind(
                        this,
                        i,
                        other,
                        "String or Regexp or Pattern-Type or Regexp-Type"
                    ),
                }
            );
        }
        foreach (var pattern in patterns)
        {
            RubyRegex.Of(pattern);
        }
        return new PatternType(patterns);
    }

    internal override void Print(TypePrinter printer) =>
        printer.Append(Name, Patterns.Select(pattern => new RegexpValue(pattern)));

    private protected override bool HasSameParameters(DataType other) =>
        other is PatternType type
        && type.Patterns.Length == Patterns.Length
        && type.Patterns.All(pattern => Patterns.Contains(pattern));

    public override int GetHashCode() => HashCode.Combine(Name, Patterns.Length);
}
