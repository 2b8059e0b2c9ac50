using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>How a command fails: with a diagnostic, never with a stack.</summary>
internal static class Failures
{
    public static void ExpectFailure(this Outcome outcome, string code, params IEnumerable<string> words)
    {
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains($"error[{code}]", outcome.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at Bunraku.", outcome.Errors, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, outcome.Errors, StringComparison.Ordinal));
    }
}
