using System.Text;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>How a step of a lookup ended.</summary>
internal enum ExplainedEvent
{
    None,
    Found,
    FoundInOverrides,
    FoundInDefaults,
    NotFound,
    LocationNotFound,
    Result,
}

/// <summary>Writes down the steps of lookups as a tree, which is then shown.</summary>
/// <param name="withOptions">Whether steps that look for <c>lookup_options</c> are of interest.</param>
public sealed class Explainer(bool withOptions = false, bool onlyOptions = false)
{
    private readonly Stack<ExplainedStep> open = new([new ExplainedStep()]);

    public bool WithOptions { get; } = withOptions;

    /// <summary>Whether nothing is looked up but the options.</summary>
    public bool OnlyOptions { get; } = onlyOptions;

    /// <summary>The steps as text.</summary>
    public string Text
    {
        get
        {
            var output = new StringBuilder();
            open.Last().Write(output, "");
            return output.ToString();
        }
    }

    /// <summary>The steps as data.</summary>
    public HashValue Data
    {
        get
        {
            var all = open.Last();
            var steps = HashValue.Of(("branches", ArrayValue.Of(all.Steps.Select(step => step.ToHash()))));
            return all.Texts.Count == 0
                ? steps
                : steps.With("texts", ArrayValue.Of(all.Texts.Select(text => (Value)text)));
        }
    }

    /// <summary>What happens from now on, until the result is disposed, is part of a step.</summary>
    internal IDisposable Enter(ExplainedStep step, bool isShown = true)
    {
        if (isShown)
        {
            open.Peek().Steps.Add(step);
        }
        open.Push(step);
        return new Leaving(this);
    }

    internal void Add(ExplainedStep step) => open.Peek().Steps.Add(step);

    internal void Say(string text) => open.Peek().Texts.Add(text);

    internal void Found(
        string key,
        Value value,
        ExplainedEvent how = ExplainedEvent.Found,
        Span? place = null
    ) => open.Peek().End(how, key, value, place);

    internal void NotFound(string key) => open.Peek().End(ExplainedEvent.NotFound, key, null, null);

    internal void LocationNotFound() => open.Peek().End(ExplainedEvent.LocationNotFound, null, null, null);

    internal void Result(Value value) => open.Peek().End(ExplainedEvent.Result, null, value, null);

    private sealed class Leaving(Explainer explainer) : IDisposable
    {
        public void Dispose() => explainer.open.Pop();
    }
}
