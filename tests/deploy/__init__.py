"""Of deploy/ what can be asked without a machine; scripts/ci_deployment.py has one."""
