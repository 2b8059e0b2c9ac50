using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>
/// What the tests prove of the compiler built beside them, the native binary does too: the same outcome, byte
/// for byte, of every conformance case.
/// </summary>
public sealed class ConformanceTests
{
    [Fact]
    public void The_executable_tells_the_outcomes_that_the_tested_compiler_tells()
    {
        var cases = Path.Combine(CaseFile.CasesRoot, "conformance");
        var tested = RealProgram.Run(Path.Combine(Product.JitFolder, "bunraku"), "outcome", cases);
        var shipped = RealProgram.Run(Product.Executable, "outcome", cases);
        Assert.Equal(tested, shipped);
        Assert.True(shipped.Split('\n').Length > 300);
    }
}
