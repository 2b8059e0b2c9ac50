using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>
/// Where the log of a run goes: the console, files (plain, <c>.json</c>, <c>.jsonl</c>) and syslog, as
/// <c>--logdest</c> names them.
/// </summary>
internal sealed class LogDestinations : IDisposable
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly List<Action<Log>> writers = [];
    private readonly List<IDisposable> open = [];

    /// <param name="destinations">Parted by commas; null for the console.</param>
    public LogDestinations(string? destinations, LogLevel least, Terminal terminal)
    {
        Least = least;
        foreach (var name in (destinations ?? "console").Split(',', StringSplitOptions.TrimEntries))
        {
            writers.Add(WriterTo(name, terminal));
        }
    }

    /// <summary>What is less urgent goes nowhere.</summary>
    public LogLevel Least { get; }

    public void Write(Log line)
    {
        if (line.Level >= Least)
        {
            writers.ForEach(write => write(line));
        }
    }

    public void Dispose() => open.ForEach(file => file.Dispose());

    private Action<Log> WriterTo(string name, Terminal terminal)
    {
        switch (name)
        {
            case "console":
                return line =>
                    terminal.Log(
                        // A difference brings its own end of line.
                        terminal.Styled(line.ToString().TrimEnd('\n'), StyleOf(line.Level)),
                        line.Level >= LogLevel.Warning
                    );
            case "syslog":
                var syslog = new SyslogConnection();
                open.Add(syslog);
                return syslog.Write;
            case ['/', ..]:
                return WriterTo(Open(name), name);
            default:
                throw new DiagnosticException(CliDiagnostics.BadLogDestination(name));
        }
    }

    private StreamWriter Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var file = Terminal.WriterOf(new FileStream(path, FileMode.Append));
        file.AutoFlush = true;
        open.Add(file);
        return file;
    }

    private static Action<Log> WriterTo(StreamWriter file, string path)
    {
        if (path.EndsWith(".jsonl", StringComparison.Ordinal))
        {
            return line => file.WriteLine(Json(line));
        }
        if (!path.EndsWith(".json", StringComparison.Ordinal))
        {
            return line =>
                file.WriteLine(
                    $"{Time(line)} {line.Source} ({LogLevels.NameOf(line.Level)}): {line.Message}"
                );
        }
        // The list is never closed: the next run goes on with it.
        var isFirst = file.BaseStream.Length <= "[\n".Length;
        if (file.BaseStream.Length == 0)
        {
            file.WriteLine('[');
        }
        return line =>
        {
            file.WriteLine(isFirst ? Json(line) : ",\n" + Json(line));
            isFirst = false;
        };
    }

    private static string Time(Log line) =>
        line.Time.ToString("yyyy-MM-dd HH:mm:ss ", CultureInfo.InvariantCulture)
        + line.Time.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);

    private static string Json(Log line)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            ReportJson.WriteLog(json, line);
        }
        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>The reference's colours.</summary>
    private static string StyleOf(LogLevel level) =>
        level switch
        {
            LogLevel.Debug => "0;36",
            LogLevel.Info => "0;32",
            LogLevel.Notice => "0",
            LogLevel.Warning => "1;33",
            _ => "1;31",
        };
}
