using System.Runtime.CompilerServices;
using Xunit.Sdk;
using Xunit.v3;

namespace Bunraku.Tests;

/// <summary>A fact that only root can see: without root there is no such test, not a skipped one.</summary>
[XunitTestCaseDiscoverer(typeof(RootFactDiscoverer))]
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootFactAttribute(
    [CallerFilePath] string? sourceFilePath = null,
    [CallerLineNumber] int sourceLineNumber = -1
) : FactAttribute(sourceFilePath, sourceLineNumber);

/// <summary>A theory that only root can see.</summary>
[XunitTestCaseDiscoverer(typeof(RootTheoryDiscoverer))]
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootTheoryAttribute(
    [CallerFilePath] string? sourceFilePath = null,
    [CallerLineNumber] int sourceLineNumber = -1
) : TheoryAttribute(sourceFilePath, sourceLineNumber);

internal sealed class RootFactDiscoverer : FactDiscoverer
{
    public override ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        IXunitTestMethod testMethod,
        IFactAttribute factAttribute
    ) =>
        Environment.IsPrivilegedProcess
            ? base.Discover(discoveryOptions, testMethod, factAttribute)
            : new([]);
}

internal sealed class RootTheoryDiscoverer : TheoryDiscoverer
{
    public override ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        IXunitTestMethod testMethod,
        IFactAttribute factAttribute
    ) =>
        Environment.IsPrivilegedProcess
            ? base.Discover(discoveryOptions, testMethod, factAttribute)
            : new([]);
}
