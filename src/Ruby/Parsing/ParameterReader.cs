namespace Bunraku.Ruby;

/// <summary>Parameters while they are read: those after optional or rest ones stand apart.</summary>
internal sealed class ParameterReader
{
    private List<Expression>? required;

    public List<Expression> Positional { get; private set; } = [];

    public List<OptionalParameter> Optional { get; } = [];

    public List<KeywordParameter> Keywords { get; } = [];

    public List<string> BlockLocals { get; } = [];

    public string? Rest { get; set; }

    public string? KeywordRest { get; set; }

    public string? Block { get; set; }

    public bool HasTrailingComma { get; set; }

    public bool ForwardsAll { get; set; }

    public bool RefusesKeywords { get; set; }

    /// <summary>What stood before the rest is required first, what comes after it last.</summary>
    public void BeginPost()
    {
        required = Positional;
        Positional = [];
    }

    public Parameters Finish()
    {
        var (first, post) = required is { } before ? (before, Positional) : SplitAtOptional();
        return new Parameters(
            [.. first],
            [.. Optional],
            ForwardsAll ? "..." : Rest,
            [.. post],
            [.. Keywords],
            KeywordRest,
            Block
        )
        {
            BlockLocals = [.. BlockLocals],
            HasTrailingComma = HasTrailingComma,
            ForwardsAll = ForwardsAll,
            RefusesKeywords = RefusesKeywords,
        };
    }

    /// <summary>Without a rest, positional parameters behind an optional one come last.</summary>
    private (List<Expression>, List<Expression>) SplitAtOptional()
    {
        if (Optional.Count == 0)
        {
            return (Positional, []);
        }
        var at = Optional[0].Default.Span.Start;
        return (
            [.. Positional.Where(parameter => parameter.Span.Start < at)],
            [.. Positional.Where(parameter => parameter.Span.Start >= at)]
        );
    }
}
