using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>How a body is being left; exceptions are not control flow.</summary>
internal enum Exit
{
    None,
    Next,
    Break,
    Return,
}

/// <summary>One run of a body: its variables, the last match, and whether it is being left.</summary>
internal sealed class Frame(Scope scope)
{
    public Scope Scope { get; } = scope;

    public Value?[] Slots => Scope.Slots;

    public Compilation Compilation => Scope.Compilation;

    /// <summary>
    /// The groups of the last successful match, for <c>$0</c>, <c>$1</c> …; null before one.
    /// </summary>
    public Value[]? Match { get; set; }

    public Exit Exit { get; private set; }

    /// <summary>The value given to <c>next</c> or <c>return</c>.</summary>
    public Value ExitValue { get; private set; } = UndefValue.Instance;

    /// <summary>Where <c>next</c>, <c>break</c> or <c>return</c> was called.</summary>
    public Span ExitSpan { get; private set; }

    /// <summary>The text an EPP template has rendered so far; null outside of templates.</summary>
    public TemplateOutput? Output { get; init; }

    public Value Leave(Exit exit, Value value, Span span)
    {
        (Exit, ExitValue, ExitSpan) = (exit, value, span);
        return value;
    }
}
