using Bunraku.Apply;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>Facts given from outside: <c>FACTER_NAME</c> variables, then <c>--fact NAME=VALUE</c>.</summary>
internal static class GivenFacts
{
    public static HashValue Read(IEnumerable<string> options)
    {
        var facts = new HashValue.Builder(FactRoster.FromEnvironment());
        foreach (var option in options)
        {
            var equals = option.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new DiagnosticException(CliDiagnostics.BadFact(option));
            }
            facts[option[..equals]] = option[(equals + 1)..];
        }
        return facts.Build();
    }
}
