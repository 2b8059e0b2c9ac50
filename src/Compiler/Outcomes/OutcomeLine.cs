using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// What came of a case as a line of JSON; and what broke when it was us who failed. Its text is gone when it
/// is disposed of.
/// </summary>
public sealed class OutcomeLine : IDisposable
{
    private readonly LentText text;

    internal OutcomeLine(LentText text, Diagnostic? crash = null) => (this.text, Crash) = (text, crash);

    public Diagnostic? Crash { get; }

    public string Text => text.Written.ToString();

    /// <summary>Writes the line and its end.</summary>
    public void Write(TextWriter output)
    {
        output.Write(text.Written);
        output.Write('\n');
    }

    public void Dispose() => text.Dispose();
}
