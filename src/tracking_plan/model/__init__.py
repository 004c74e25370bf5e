"""What a plan is: a tree of Nodes, each of which can say where it was written."""
