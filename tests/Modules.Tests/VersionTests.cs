namespace Bunraku.Modules.Tests;

public sealed class VersionTests
{
    /// <summary>
    /// Range, versions inside, versions outside; by the Forge's documentation of <c>metadata.json</c>.
    /// </summary>
    [Theory]
    [InlineData(">= 1.2.0 < 3.0.0", "1.2.0 2.9.9", "1.1.9 3.0.0 3.0.0-rc1 2.0.0-rc1")]
    [InlineData(">=1.2.0 <3.0.0", "1.2.0 2.9.9", "3.0.0")]
    [InlineData(">= 1.0.0, < 2.0.0", "1.5.0", "2.0.0")]
    [InlineData("1.2.3", "1.2.3", "1.2.4 1.2.2 1.2.3-rc1")]
    [InlineData("1.x", "1.0.0 1.9.9", "2.0.0 0.9.0")]
    [InlineData("1.2.x", "1.2.0 1.2.9", "1.3.0")]
    [InlineData("1.2", "1.2.7", "1.3.0")]
    [InlineData("~> 1.2", "1.2.0 1.9.0", "2.0.0 1.1.0")]
    [InlineData("~> 1.2.3", "1.2.3 1.2.9", "1.3.0")]
    [InlineData("~1.2", "1.2.9", "1.3.0")]
    [InlineData("^1.2.3", "1.9.0", "2.0.0 1.2.2")]
    [InlineData("^0.2.3", "0.2.9", "0.3.0")]
    [InlineData("1.0.0 - 2.0.0", "1.0.0 2.0.0", "2.0.1")]
    [InlineData("> 1.2", "1.3.0", "1.2.9")]
    [InlineData("<= 1.2", "1.2.9", "1.3.0")]
    [InlineData("1.x || >= 3.0.0", "1.5.0 4.0.0", "2.0.0")]
    [InlineData(">= 2.0.0-rc1", "2.0.0-rc2 2.0.0 2.1.0", "2.1.0-rc1")]
    [InlineData("", "0.0.1 9.9.9", "1.0.0-rc1")]
    public void A_range_holds_the_versions_it_should(string range, string inside, string outside)
    {
        var parsed = VersionRange.Parse(range)!;
        Assert.All(
            inside.Split(' '),
            text => Assert.True(parsed.Contains(SemanticVersion.Parse(text)!), text)
        );
        Assert.All(
            outside.Split(' '),
            text => Assert.False(parsed.Contains(SemanticVersion.Parse(text)!), text)
        );
    }

    [Theory]
    [InlineData("newest")]
    [InlineData(">= one")]
    [InlineData("1.2.3.4")]
    [InlineData(">> 1.0.0")]
    public void What_is_no_range_is_refused(string text) => Assert.Null(VersionRange.Parse(text));

    /// <summary>The example of section 11 of the specification.</summary>
    [Fact]
    public void Versions_are_ordered_as_the_specification_says()
    {
        string[] ordered =
        [
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "2.0.0",
            "2.1.0",
            "2.1.1",
        ];
        Assert.Equal(
            ordered,
            ordered.Reverse().Select(text => SemanticVersion.Parse(text)!).Order().Select(v => $"{v}")
        );
    }

    [Theory]
    [InlineData("1.2")]
    [InlineData("01.2.3")]
    [InlineData("1.2.3-")]
    public void What_is_no_version_is_refused(string text) => Assert.Null(SemanticVersion.Parse(text));
}
