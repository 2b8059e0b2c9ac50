namespace Bunraku.Modules;

/// <summary>The world's failure while modules are fetched: the network, a git server, the disk.</summary>
public sealed class ModulesException(string message, Exception? cause = null) : Exception(message, cause);
