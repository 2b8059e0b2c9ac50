using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bunraku.Language;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>Tells the problems of lint checks as puppet-lint does.</summary>
internal sealed partial class LintPrinter(LintSettings.Chosen settings, bool isAlone)
{
    private string Format =>
        string.IsNullOrEmpty(settings.Format)
            ? (settings.WithFilename || !isAlone ? "%{path} - " : "")
                + "%{KIND}: %{message} on line %{line} (check: %{check})"
            : settings.Format;

    /// <summary>The problems to be told: not the ignored ones, nor those of the other level.</summary>
    public IEnumerable<LintProblem> Select(IEnumerable<LintProblem> problems) =>
        problems.Where(problem =>
            problem.Severity switch
            {
                LintSeverity.Fixed => true,
                LintSeverity.Ignored => settings.ShowsIgnored && settings.Level == "all",
                _ => settings.Level == "all" || settings.Level == KindOf(problem),
            }
        );

    public void Write(SourceFile file, LintProblem problem, TextWriter output)
    {
        var format = Format;
        output.WriteLine(Placeholder.Replace(format, match => ValueOf(match.Groups[1].Value, file, problem)));
        if (problem.Reason is { } reason)
        {
            output.WriteLine("  " + reason);
        }
        if (
            settings.WithContext
            && problem.Severity != LintSeverity.Fixed
            && problem.Check != "documentation"
        )
        {
            var line = file.Line(problem.Line).ToString();
            var offset = line.Length - line.TrimStart().Length;
            var column = Math.Max(1, problem.Column + 2 - offset);
            output.WriteLine($"\n  {line.Trim()}");
            output.WriteLine("^".PadLeft(column) + "\n");
        }
    }

    public string WriteJson(IEnumerable<(SourceFile File, IEnumerable<LintProblem> Problems)> found)
    {
        using var buffer = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartArray();
            foreach (var (file, problems) in found)
            {
                json.WriteStartArray();
                foreach (var problem in Select(problems))
                {
                    WriteProblem(file, problem, json);
                }
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private void WriteProblem(SourceFile file, LintProblem problem, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("message", problem.Message);
        json.WriteNumber("line", problem.Line);
        json.WriteNumber("column", problem.Column);
        foreach (var key in new[] { "kind", "check", "fullpath", "path", "filename", "KIND" })
        {
            json.WriteString(key, ValueOf(key, file, problem));
        }
        if (problem.Reason is { } reason)
        {
            json.WriteString("reason", reason);
        }
        if (settings.WithContext)
        {
            json.WriteString("context", file.Line(problem.Line).ToString().Trim());
        }
        json.WriteEndObject();
    }

    private static string KindOf(LintProblem problem) => problem.Severity.ToString().ToLowerInvariant();

    private static string ValueOf(string key, SourceFile file, LintProblem problem) =>
        key switch
        {
            "filename" => Path.GetFileName(file.Path),
            "path" => file.Path,
            "fullpath" => Path.GetFullPath(file.Path),
            "line" => $"{problem.Line}",
            "column" => $"{problem.Column}",
            "kind" => KindOf(problem),
            "KIND" => KindOf(problem).ToUpperInvariant(),
            "check" => problem.Check,
            "message" => problem.Message,
            _ => "%",
        };

    [GeneratedRegex("%(?:{(filename|path|fullpath|line|column|kind|KIND|check|message)}|%)")]
    private static partial Regex Placeholder { get; }
}
