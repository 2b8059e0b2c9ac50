using Bunraku.Ruby;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>What went wrong in Ruby code of templates and functions, with both places.</summary>
internal static class RubyDiagnostics
{
    /// <param name="what">What failed: <c>a template</c>, <c>function `x`</c>.</param>
    public static Diagnostic Failed(CallSite site, string what, string message, RubyFailure failure) =>
        Wording.AtSite(Problem(site, what, failure), site, message);

    /// <summary>As <see cref="Failed"/>, where the reference tells the bare message.</summary>
    public static Diagnostic FailedUnplaced(
        CallSite site,
        string what,
        string message,
        RubyFailure failure
    ) => Wording.Unplaced(Problem(site, what, failure), message);

    private static Diagnostic Problem(CallSite site, string what, RubyFailure failure) =>
        Diagnostic.Error(
            "ruby-failed",
            $"the Ruby code of {what} failed: {Wording.Sentence(failure.Message)}",
            site.Place,
            help: HelpWith(failure)
        ) with
        {
            Secondary =
            [
                .. failure.Place is { } place ? [new Label(place, failure.Type)] : Array.Empty<Label>(),
                .. failure.Behind is EvaluationException { Diagnostic.Primary: { } inner }
                && inner.Span != site.Place
                    ? [inner]
                    : Array.Empty<Label>(),
            ],
        };

    private static string? HelpWith(RubyFailure failure) =>
        failure.Type switch
        {
            "Errno::ENOENT" =>
                "a template or function reads files of the environment, its modules, and what `ruby_reads` in "
                    + "environment.conf names",
            "SecurityError" => "a catalog is compiled without programs, the network and changes of files: "
                + "facts, data or the function `generate` bring in what comes from there",
            _ => null,
        };
}
