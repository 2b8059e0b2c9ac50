using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Compiler;

/// <summary>Everything that decides a catalog.</summary>
public sealed record CompileRequest(PuppetEnvironment Environment, string NodeName)
{
    public HashValue Facts { get; init; } = HashValue.Empty;

    /// <summary>The value of <c>$trusted</c>; made from the node name when null.</summary>
    public HashValue? Trusted { get; init; }

    /// <summary>The value of <c>$server_facts</c>.</summary>
    public HashValue ServerFacts { get; init; } = HashValue.Empty;

    /// <summary>
    /// Classes named by an external node classifier, each with its parameters (may be empty).
    /// </summary>
    public ImmutableArray<KeyValuePair<string, HashValue>> Classes { get; init; } = [];

    /// <summary>Top-scope variables named by an external node classifier.</summary>
    public HashValue Parameters { get; init; } = HashValue.Empty;

    /// <summary>
    /// What other nodes exported, for <c>&lt;&lt;| |&gt;&gt;</c> to collect; null when nothing stores it.
    /// </summary>
    public ImmutableArray<Resource>? Exported { get; init; }

    /// <summary>Whether there are the variables that an asking program adds: <c>$clientcert</c> …</summary>
    public bool HasClientFacts { get; init; } = true;

    /// <summary>The clock that functions look at.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where what Ruby code prints goes.</summary>
    public RubyOutput Output { get; init; } = RubyOutput.None;

    public CompileSettings Settings { get; init; } = CompileSettings.Default;
}
