using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Bunraku.Apply;
using Bunraku.Language;
using Bunraku.Text;
using ParseResult = System.CommandLine.ParseResult;

namespace Bunraku.Cli;

/// <summary><c>bunraku fmt</c>: the one layout of manifests, and of the code in templates.</summary>
internal sealed class FmtCommand() : CliCommand("fmt")
{
    private readonly Argument<string[]> paths = new("PATH")
    {
        Description =
            "Manifests, EPP templates and folders of them; `-` is standard input, printed to standard output"
            + " (default when it is no terminal).",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> check = new("--check")
    {
        Description = "Write nothing; name the files that are not laid out, and fail when there are any.",
    };

    private readonly Option<bool> diff = new("--diff")
    {
        Description = "Write nothing; print what would change, and fail when there is anything.",
    };

    private sealed record Laid(SourceFile File, string? Text, ImmutableArray<Diagnostic> Told)
    {
        public bool IsChanged => Text is not null && Text != File.Text;
    }

    public override Command Define(Terminal terminal)
    {
        var command = new Command(Name, "Lay out Puppet code in its one form.") { paths, check, diff };
        command.SetAction(parsed => Run(parsed, terminal));
        return command;
    }

    private int Run(ParseResult parsed, Terminal terminal)
    {
        var given = parsed.GetValue(paths) ?? [];
        var wanted =
            given.Length > 0 ? given
            : Console.IsInputRedirected ? [CodeFile.StandardInput]
            : ["."];
        var files = CodeFolder.Expand(wanted, IsCode);
        var results = DeepStack.Map(files, LayOut);
        var writes = !parsed.GetValue(check) && !parsed.GetValue(diff);
        var failed = 0;
        var changed = 0;
        for (var i = 0; i < results.Length; i++)
        {
            var laid = results[i];
            terminal.Show(laid.Told);
            failed += laid.Text is null ? 1 : 0;
            changed += laid.IsChanged ? 1 : 0;
            if (parsed.GetValue(diff) && laid.IsChanged)
            {
                terminal.Out.Write(DifferenceOf(laid));
            }
            else if (parsed.GetValue(check) && laid.IsChanged)
            {
                terminal.Out.WriteLine(laid.File.Path);
            }
            else if (writes)
            {
                Deliver(laid, isInput: files[i] == CodeFile.StandardInput, terminal);
            }
        }
        if (!files.Contains(CodeFile.StandardInput))
        {
            terminal.Line(Summary(files.Length, changed, failed, writes));
        }
        return failed > 0 || (!writes && changed > 0) ? ExitCode.Failure : ExitCode.Success;
    }

    private static string Summary(int files, int changed, int failed, bool writes)
    {
        var noun = files == 1 ? "file" : "files";
        var left = failed > 0 ? $", {failed} left alone" : "";
        return $"{files} {noun}: {changed} {(writes ? "laid out anew" : "would change")}{left}";
    }

    private static bool IsCode(string path) =>
        path.EndsWith(".epp", StringComparison.Ordinal) || path.EndsWith(".pp", StringComparison.Ordinal);

    private static Laid LayOut(string path)
    {
        var file = path == CodeFile.StandardInput ? CodeFile.ReadInput() : CodeFile.Read(path);
        if (file.Problem is { } problem)
        {
            return new Laid(file.Source, null, [problem]);
        }
        var result = file.IsTemplate ? EppFormatter.Format(file.Source) : PuppetFormatter.Format(file.Source);
        return new Laid(file.Source, result.Text, result.Diagnostics);
    }

    private static string DifferenceOf(Laid laid) =>
        UnifiedDiff.Of(
            laid.File.Path,
            Encoding.UTF8.GetBytes(laid.File.Text),
            Encoding.UTF8.GetBytes(laid.Text!)
        );

    private static void Deliver(Laid laid, bool isInput, Terminal terminal)
    {
        if (isInput && laid.Text is not null)
        {
            terminal.Out.Write(laid.Text);
        }
        else if (laid.IsChanged)
        {
            CodeFile.Write(laid.File.Path, laid.Text!);
            terminal.Line("laid out " + laid.File.Path);
        }
    }
}
