using System.Collections.Immutable;
using System.Text;
using Bunraku.Ruby;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>
/// Where commands write: results to standard output, all else to standard error. Colours and moving progress
/// only on a terminal, and never when <c>NO_COLOR</c> is set.
/// </summary>
internal sealed class Terminal
{
    private readonly Lock gate = new();
    private readonly bool isInteractive =
        !Console.IsErrorRedirected
        && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
    private string status = "";

    public TextWriter Out => Console.Out;

    /// <summary>Standard output for long texts: nothing appears before it is disposed or full.</summary>
    public static TextWriter BufferedOut() =>
        new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), bufferSize: 1 << 16);

    /// <summary>A file's writer, for which bytes that are no UTF-8 are no reason to fail.</summary>
    public static StreamWriter WriterOf(Stream stream, bool leaveOpen = false) =>
        new(stream, new UTF8Encoding(false), leaveOpen: leaveOpen);

    public bool IsInteractive => isInteractive;

    public bool HasColour =>
        isInteractive && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>A line that stays: above the status line on a terminal, plain when piped.</summary>
    public void Line(string text)
    {
        lock (gate)
        {
            Console.Error.WriteLine(isInteractive ? $"\r\e[K{text}" : text);
            Redraw();
        }
    }

    /// <summary>Both streams as programs write to them: what is no whole line stays one.</summary>
    public RubyOutput Programs => new(Out.Write, Raw);

    /// <summary>Where programs write beside what a command prints as its result.</summary>
    public RubyOutput Asides => new(Raw, Raw);

    private void Raw(string text)
    {
        lock (gate)
        {
            Console.Error.Write(status.Length > 0 && isInteractive ? $"\r\e[K{text}" : text);
            if (text.EndsWith('\n'))
            {
                Redraw();
            }
        }
    }

    /// <summary>
    /// A line of a run's log, where the reference's console has it: problems, from warnings on, on standard
    /// error, all else on standard output.
    /// </summary>
    public void Log(string text, bool isProblem)
    {
        if (isProblem)
        {
            Line(text);
        }
        else
        {
            Out.WriteLine(text);
        }
    }

    /// <summary>What is happening now: one line that is replaced, shown on terminals only.</summary>
    public void Status(string text)
    {
        lock (gate)
        {
            status = text;
            Redraw();
        }
    }

    public void Show(ImmutableArray<Diagnostic> diagnostics)
    {
        lock (gate)
        {
            Console.Error.Write(
                (isInteractive ? "\r\e[K" : "") + DiagnosticRenderer.Render(diagnostics, HasColour)
            );
            Redraw();
        }
    }

    /// <summary>Text in an ANSI style (<c>1</c> bold, <c>32</c> green …) where colours are wanted.</summary>
    public string Styled(string text, string style) => HasColour ? $"\e[{style}m{text}\e[0m" : text;

    private void Redraw()
    {
        if (isInteractive)
        {
            var width = Math.Max(20, Console.WindowWidth - 1);
            Console.Error.Write("\r\e[K" + (status.Length > width ? status[..width] : status));
        }
    }
}
