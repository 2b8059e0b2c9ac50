namespace Bunraku.Model;

/// <summary>The type of regular expressions, or of exactly one (<c>Regexp[/x/]</c>).</summary>
public sealed class RegexpType : DataType
{
    public static readonly RegexpType Default = new();

    public RegexpType() { }

    public RegexpType(string pattern) => Pattern = pattern;

    public override string Name => "Regexp";

    /// <summary>In Ruby's syntax, without slashes; null for any.</summary>
    public string? Pattern { get; }

    public override Constructor Constructor => RegexpConstructor.Instance;

    /// <summary>That a pattern is not well-formed is noticed where it is needed first.</summary>
    private RegexpValue? Checked() => Pattern is null ? null : new RegexpValue(RubyRegex.Of(Pattern).Source);

    public override bool IsInstance(Value value) =>
        Checked() is { } only ? only.Equals(value) : value is RegexpValue;

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other is RegexpType type && (Pattern is null || type.Pattern == Pattern);

    public override DataType WithParameters(ReadOnlySpan<Value> parameters)
    {
        var flat = TypeParameters.Flatten(parameters);
        if (flat.Length != 1)
        {
            var problem = DataTypeException.BadCount("A Regexp-Type", 1, null, flat.Length);
            throw flat.Length > 1
                ? new DataTypeException(problem.IssueCode, problem.Message) { ParameterIndex = 1 }
                : problem;
        }
        return flat[0] switch
        {
            StringValue text => new RegexpType(text.Text),
            RegexpValue regexp => new RegexpType(regexp.Pattern),
            var other => throw DataTypeException.BadKind(this, 0, other, "String or Regexp"),
        };
    }

    internal override void Print(TypePrinter printer) =>
        printer.Append(Name, Checked() is { } only ? [only] : []);

    private protected override bool HasSameParameters(DataType other) =>
        ((RegexpType)other).Pattern == Pattern;

    public override int GetHashCode() => HashCode.Combine(Name, Pattern);
}
