using Bunraku.Compiler;

namespace Bunraku.Cli;

/// <summary>Pages of functions: those of the program, and those that modules write in the language.</summary>
internal static class FunctionPages
{
    /// <summary>All, by name; one that a module brings stands in place of the program's.</summary>
    public static List<Page> All(PuppetEnvironment environment) =>
        [
            .. ModulePages
                .Functions(environment)
                .Concat(FunctionRoster.All.Select(Of))
                .DistinctBy(page => page.Name)
                .OrderBy(page => page.Name, StringComparer.Ordinal),
        ];

    private static Page Of(Function function) =>
        new(function.Name, "function", function.Doc)
        {
            Aliases = function.Aliases,
            Signatures =
            [
                .. function.Signatures.Select(signature =>
                    function.Name + signature.Replace("&", "", StringComparison.Ordinal)
                ),
            ],
        };
}
