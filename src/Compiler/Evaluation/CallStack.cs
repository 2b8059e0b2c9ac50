using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// The calls of functions under way in code of the language, as the reference tells them: bodies of classes
/// and defines add none, and what is evaluated after the manifest has none below it.
/// </summary>
internal sealed class CallStack
{
    private readonly List<Span> calls = [];

    public int Count => calls.Count;

    /// <summary>Whether the site's manifest is being evaluated, which is a frame of its own.</summary>
    public bool IsInManifest { get; set; }

    /// <summary>Where a function has called <c>break</c>, until the code that called it is left.</summary>
    public Span? Break { get; set; }

    public void Push(Span call) => calls.Add(call);

    /// <summary>Forgets the calls above the first so many.</summary>
    public void Truncate(int count) => calls.RemoveRange(count, calls.Count - count);

    /// <summary>File and line of the calls, innermost first.</summary>
    public IEnumerable<(string File, int Line)> Frames()
    {
        for (var i = calls.Count - 1; i >= 0; i--)
        {
            var path = calls[i].File.Path;
            yield return (path == SiteManifest.CodeName ? "unknown" : path, calls[i].Line);
        }
        if (IsInManifest)
        {
            yield return ("unknown", 0);
        }
    }
}
